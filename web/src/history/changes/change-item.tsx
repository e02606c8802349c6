import { Group, Stack, Text } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import type { AuditEntry } from '../../../../src/api/schemas/history.ts';
import { useText } from '../../i18n/use-text.ts';
import { actorWords } from '../../shared/actor-words.ts';
import { Disclosure } from '../../shared/disclosure.tsx';
import classes from '../../shared/history.module.css';
import { Time } from '../../shared/time.tsx';
import { ToneSign } from '../../shared/tone-sign.tsx';
import { historyPageText } from '../history-page-text.ts';
import { actionTextOf, targetTypeTextOf } from './action-text.ts';
import { ChangeDetails } from './change-details.tsx';
import { TargetLink } from './target-link.tsx';
import { historyDetailsText } from '../../shared/history-details-text.ts';

/** One change: what was done to what, by whom, why and when; before and after open on demand. */
export function ChangeItem({ entry }: { readonly entry: AuditEntry }) {
  const say = useText();
  const action = actionTextOf(entry.action);
  const targetType = targetTypeTextOf(entry.targetType);
  return (
    <li className={classes.item}>
      <ToneSign tone="neutral" icon={IconPencil} />
      <div className={classes.body}>
        <Group justify="space-between" gap="xs" align="baseline">
          <Text>
            <Text span fw={600}>
              {action ? say(action) : entry.action}
            </Text>{' '}
            <span dir="auto">{actorWords(say, entry.actor, entry.actorName)}</span>
          </Text>
          <Text size="sm" c="dimmed">
            <Time at={entry.recordedAt} />
          </Text>
        </Group>
        <Text size="sm">
          {targetType ? say(targetType) : entry.targetType} <TargetLink entry={entry} />
        </Text>
        {entry.reason !== '' && (
          <Text size="sm" c="dimmed" dir="auto">
            {say(historyPageText.reason)}: {entry.reason}
          </Text>
        )}
        <Disclosure label={say(historyDetailsText.details)}>
          <Stack gap="sm" mt="xs">
            <ChangeDetails entry={entry} />
          </Stack>
        </Disclosure>
      </div>
    </li>
  );
}

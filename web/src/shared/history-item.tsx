import { Group, Text } from '@mantine/core';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { useText } from '../i18n/use-text.ts';
import { Disclosure } from './disclosure.tsx';
import { HistoryDetails } from './history-details.tsx';
import { historyText } from './history-text.ts';
import { historyWords } from './history-words.ts';
import classes from './history.module.css';
import { TemplateLink } from './template-link.tsx';
import { Time } from './time.tsx';
import { ToneSign } from './tone-sign.tsx';

/** One entry of the history: what happened, why and when; its details open on demand. */
export function HistoryItem({ entry, withTemplate }: { readonly entry: HistoryEntry; readonly withTemplate: boolean }) {
  const say = useText();
  const { title, why, tone } = historyWords(say, entry);
  const { template, templateName, event, recordedAt } = entry;
  return (
    <li className={classes.item}>
      <ToneSign tone={tone} />
      <div className={classes.body}>
        <Group justify="space-between" gap="xs" align="baseline">
          <Text fw={600} dir="auto">
            {title}
          </Text>
          <Text size="sm" c="dimmed">
            <Time at={event?.time ?? recordedAt} />
          </Text>
        </Group>
        {why !== '' && (
          <Text size="sm" c="dimmed" dir="auto">
            {why}
          </Text>
        )}
        {withTemplate && template !== null && (
          <Text size="sm">
            <TemplateLink id={template} name={templateName ?? template} />
          </Text>
        )}
        <Disclosure label={say(historyText.details)}>
          <HistoryDetails entry={entry} />
        </Disclosure>
      </div>
    </li>
  );
}

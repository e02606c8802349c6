import { Group, Text } from '@mantine/core';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { useText } from '../i18n/use-text.ts';
import { Disclosure } from './disclosure.tsx';
import { HistoryDetails } from './history-details.tsx';
import { historyText } from './history-text.ts';
import { historyWords } from './history-words.ts';
import classes from './history.module.css';
import { LearnerLink } from './learner-link.tsx';
import { TemplateLink } from './template-link.tsx';
import { Time } from './time.tsx';
import { ToneSign } from './tone-sign.tsx';

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  readonly withTemplate: boolean;
  readonly withLearner: boolean;
}

/** One entry of the history: what happened, why and when; its details open on demand. */
export function HistoryItem({ entry, withTemplate, withLearner }: HistoryItemProps) {
  const say = useText();
  const { title, why, tone } = historyWords(say, entry);
  const { learner, username, template, templateName, event, recordedAt } = entry;
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
        {((withLearner && learner !== null) || (withTemplate && template !== null)) && (
          <Group gap="md" fz="sm">
            {withLearner && learner !== null && <LearnerLink id={learner} username={username ?? ''} />}
            {withTemplate && template !== null && <TemplateName id={template} name={templateName} />}
          </Group>
        )}
        <Disclosure label={say(historyText.details)}>
          <HistoryDetails entry={entry} />
        </Disclosure>
      </div>
    </li>
  );
}

/** One that was deleted has no page any more, nor a name. */
function TemplateName({ id, name }: { readonly id: string; readonly name: string | null }) {
  return name === null ? <span className="mono">{id}</span> : <TemplateLink id={id} name={name} />;
}

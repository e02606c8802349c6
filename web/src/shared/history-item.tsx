import { Group, Text } from '@mantine/core';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { useWords } from '../i18n/use-words.ts';
import { actorWords } from './actor-words.ts';
import { Disclosure } from './disclosure.tsx';
import { HistoryDetails } from './history-details.tsx';
import { historyText } from './history-text.ts';
import { historyWords } from './history-words.tsx';
import classes from './history.module.css';
import { LearnerLink } from './learner-link.tsx';
import { TemplateLink } from './template-link.tsx';
import { Time } from './time.tsx';
import { ToneSign } from './tone-sign.tsx';
import { historyDetailsText } from './history-details-text.ts';

interface HistoryItemProps {
  readonly entry: HistoryEntry;
  readonly withTemplate: boolean;
  readonly withLearner: boolean;
}

/** One entry of the history: what happened, why and when; its details open on demand. */
export function HistoryItem({ entry, withTemplate, withLearner }: HistoryItemProps) {
  const words = useWords();
  const { say } = words;
  const { title, why, tone } = historyWords(words, entry);
  const { learner, username, learnerName, template, templateName, event, recordedAt, actor, actorName } = entry;
  return (
    <li className={classes.item}>
      <ToneSign tone={tone} />
      <div className={classes.body}>
        <Group justify="space-between" gap="xs" align="baseline">
          <Text dir="auto">
            <Text span fw={600}>
              {title}
            </Text>
            {actor !== null && <> {actorWords(say, actor, actorName)}</>}
          </Text>
          <Text size="sm" c="dimmed" component="div">
            <Time at={recordedAt} />
            {event !== null && isApart(event.time, recordedAt) && (
              <Text size="xs">{words.rich(historyText.eventOf, { when: <Time key="when" at={event.time} /> })}</Text>
            )}
          </Text>
        </Group>
        {why !== '' && (
          <Text size="sm" c="dimmed" dir="auto">
            {why}
          </Text>
        )}
        {((withLearner && learner !== null) || (withTemplate && template !== null)) && (
          <Group gap="md" fz="sm">
            {withLearner && learner !== null && (
              <LearnerLink id={learner} username={username ?? ''} name={learnerName ?? ''} />
            )}
            {withTemplate && template !== null && (
              <TemplateName id={template} name={templateName} isGone={entry.kind === 'template_deleted'} />
            )}
          </Group>
        )}
        <Disclosure label={say(historyDetailsText.details)}>
          <HistoryDetails entry={entry} />
        </Disclosure>
      </div>
    </li>
  );
}

/** Whether an event was told so late that its own time is worth a word. */
function isApart(happened: string, recorded: string): boolean {
  return Math.abs(Date.parse(recorded) - Date.parse(happened)) >= 60_000;
}

interface TemplateNameProps {
  readonly id: string;
  readonly name: string | null;
  readonly isGone: boolean;
}

/** One that was deleted has no page any more. */
function TemplateName({ id, name, isGone }: TemplateNameProps) {
  if (isGone) return <bdi>{name ?? id}</bdi>;
  return name === null ? <span className="mono">{id}</span> : <TemplateLink id={id} name={name} />;
}

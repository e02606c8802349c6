import { Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconX } from '@tabler/icons-react';
import type { MessageDescriptor } from 'react-intl';
import type { RuleTrial } from '../../../../src/api/schemas/rule-trial.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import type { TrialResult } from '../../../../src/api/schemas/trials.ts';
import { groupRequirements } from '../../../../src/rules/groups.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { EventValue } from '../../shared/event-value.tsx';
import { eventTypeName } from '../../shared/event-type-text.ts';
import { RuleVerdicts } from '../../shared/rule-verdicts.tsx';
import { StateBadge } from '../../shared/state-badge.tsx';
import { RuleText } from '../rule-text.tsx';
import classes from './try.module.css';
import { tryText } from './try-text.ts';

type EventResult = Extract<TrialResult, { kind: 'event' }>;
type Condition = EventResult['conditions'][number];

interface EventOutcomeProps {
  readonly result: EventResult;
  readonly template: TemplateDocument;
}

/** What an event would do: in a sentence, then condition by condition and rule by rule. */
export function EventOutcome({ result, template }: EventOutcomeProps) {
  const say = useText();
  const { text, count, good } = verdict(result, template);
  return (
    <Stack gap="sm">
      <div>
        <Group gap="xs" align="flex-start" wrap="nowrap">
          {good ? (
            <IconCheck className={classes.good} size={20} aria-hidden />
          ) : (
            <IconX className={classes.bad} size={20} aria-hidden />
          )}
          <Text fw={600}>{say(text, { count })}</Text>
        </Group>
        <Text size="sm" c="dimmed">
          {result.learner === null ? say(tryText.aboutNobody) : say(tryText.about, { id: String(result.learner) })}
        </Text>
      </div>
      <ul className={classes.conditions}>
        {result.conditions.map((condition) => (
          <ConditionView key={`${condition.kind} ${condition.id}`} condition={condition} template={template} />
        ))}
      </ul>
    </Stack>
  );
}

function ConditionView({
  condition,
  template,
}: {
  readonly condition: Condition;
  readonly template: TemplateDocument;
}) {
  const say = useText();
  const { kind, id, matches, eventTypeMatches, rules } = condition;
  const list = kind === 'requirement' ? template.requirements : template.penalties;
  const configured = list.find((each) => each.id === id);
  const blocked = !matches && eventTypeMatches && rules.every(({ holds }) => holds);
  return (
    <li className={classes.condition}>
      <Group justify="space-between" gap="xs" align="flex-start" wrap="nowrap">
        <div>
          <Text size="xs" c="dimmed">
            {say(kind === 'requirement' ? tryText.requirement : tryText.penalty)}
          </Text>
          <Text size="sm" fw={550} dir="auto">
            {configured === undefined || configured.description === '' ? id : configured.description}
          </Text>
        </div>
        <StateBadge tone={matches ? (kind === 'requirement' ? 'good' : 'warning') : 'neutral'}>
          {say(matches ? tryText.matches : tryText.matchesNot)}
        </StateBadge>
      </Group>
      {!eventTypeMatches && (
        <Text size="sm" c="dimmed">
          {say(tryText.otherType, { event: eventTypeName(say, configured?.event ?? '') })}
        </Text>
      )}
      {blocked && (
        <Text size="sm" c="dimmed">
          {say(tryText.cannotFire)}
        </Text>
      )}
      {matches && rules.length === 0 && (
        <Text size="sm" c="dimmed">
          {say(tryText.noRules)}
        </Text>
      )}
      {rules.length > 0 && <RuleVerdicts rules={rules}>{(tried) => <TriedRule tried={tried} />}</RuleVerdicts>}
    </li>
  );
}

function TriedRule({ tried: { rule, actual, holds } }: { readonly tried: RuleTrial }) {
  const { say, rich } = useWords();
  return (
    <>
      <RuleText rule={rule} />
      {!holds && (
        <Text size="sm" c="dimmed" component="div">
          {actual === null
            ? say(tryText.absent)
            : rich(tryText.actual, {
                value: <EventValue key="value" path={rule.path} value={actual} />,
              })}
        </Text>
      )}
    </>
  );
}

function verdict(
  { conditions }: EventResult,
  { requirements }: TemplateDocument,
): { readonly text: MessageDescriptor; readonly count: number; readonly good: boolean } {
  const matching = (kind: Condition['kind']): Set<string> =>
    new Set(conditions.filter((each) => each.kind === kind && each.matches).map(({ id }) => id));
  const fulfilled = matching('requirement');
  const resets = matching('penalty').size > 0;
  const complete = groupRequirements(requirements).every((group) => group.some((id) => fulfilled.has(id)));
  const count = fulfilled.size;
  if (complete && resets) return { text: tryText.completeThenReset, count, good: false };
  if (complete) return { text: tryText.complete, count, good: true };
  if (resets) return { text: tryText.resetsOnly, count, good: false };
  return count > 0 ? { text: tryText.fulfills, count, good: true } : { text: tryText.nothing, count, good: false };
}

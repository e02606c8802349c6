import { Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { eventTypeName } from '../../shared/event-type-text.ts';
import { RuleText } from '../rule-text.tsx';
import type { Condition } from '../../shared/condition-phrase.tsx';
import { templatesText } from '../templates-text.ts';
import classes from './template-page.module.css';

interface ConditionViewProps {
  readonly condition: Condition & { readonly id: string; readonly description: string };
}

/** A requirement or penalty to be read: what it is, which event, which rules. */
export function ConditionView({ condition: { id, description, event, rules } }: ConditionViewProps) {
  const say = useText();
  return (
    <>
      <Text fw={600} dir="auto">
        {description === '' ? id : description}
      </Text>
      <Text size="sm" c="dimmed">
        {eventTypeName(say, event)}
      </Text>
      {rules.length === 0 ? (
        <Text size="sm" mt={6}>
          {say(templatesText.everyEvent)}
        </Text>
      ) : (
        <ul className={classes.rules}>
          {rules.map((rule) => (
            <li key={`${rule.path} ${rule.operator} ${rule.value}`}>
              <RuleText rule={rule} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

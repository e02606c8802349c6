import type { DataRuleDocument } from '../../../src/api/schemas/templates.ts';
import { useText } from '../i18n/use-text.ts';
import { EventValue, expectedValue, PathName } from '../shared/event-value.tsx';
import classes from './rule-text.module.css';
import { templatesText } from './templates-text.ts';

/** A data rule to be read: what it looks at, comparison, value. */
export function RuleText({ rule: { path, operator, value } }: { readonly rule: DataRuleDocument }) {
  const say = useText();
  return (
    <span className={classes.rule}>
      <PathName path={path} /> {say(operator === 'eq' ? templatesText.is : templatesText.isNot)}{' '}
      <span className={classes.value}>
        <EventValue path={path} value={expectedValue(path, value)} />
      </span>
    </span>
  );
}

import type { DataRuleDocument } from '../../../src/api/schemas/templates.ts';
import { parseValue } from '../../../src/rules/value-type.ts';
import { useText } from '../i18n/use-text.ts';
import { EventValue, PathName } from '../shared/event-value.tsx';
import classes from './rule-text.module.css';
import { templatesText } from './templates-text.ts';

/** A data rule to be read: what it looks at, comparison, value. */
export function RuleText({ rule: { path, operator, value } }: { readonly rule: DataRuleDocument }) {
  const say = useText();
  return (
    <span className={classes.rule}>
      <PathName path={path} /> {say(operator === 'eq' ? templatesText.is : templatesText.isNot)}{' '}
      <span className={classes.value}>
        <EventValue path={path} value={expected(path, value)} />
      </span>
    </span>
  );
}

/** The value of a rule is text; where its path says yes or no, so does it. */
export function expected(path: string, value: string): boolean | string {
  const read = /(?:^|\.)is_\w+$/.test(path) ? parseValue('boolean', value) : undefined;
  return typeof read === 'boolean' ? read : value;
}

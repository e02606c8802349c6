import type { DataRuleDocument } from '../../../src/api/schemas/templates.ts';
import { useText } from '../i18n/use-text.ts';
import classes from './rule-text.module.css';
import { templatesText } from './templates-text.ts';

/** A data rule to be read: path, comparison, value. */
export function RuleText({ rule: { path, operator, value } }: { readonly rule: DataRuleDocument }) {
  const say = useText();
  return (
    <span className={classes.rule}>
      <bdi className="mono">{path}</bdi> {say(operator === 'eq' ? templatesText.is : templatesText.isNot)}{' '}
      <bdi className={`mono ${classes.value}`}>{value}</bdi>
    </span>
  );
}

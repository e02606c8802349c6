import { ActionIcon, Select, Text } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { pathName } from '../../shared/value-text.ts';
import { templatesText } from '../templates-text.ts';
import type { ConditionDraft, RuleDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import classes from './editor.module.css';
import { conditionText } from './condition-text.ts';
import { newRule } from './new-parts.ts';
import { RuleValue } from './rule-value.tsx';

interface RuleRowsProps {
  /** The field of the rules, for example `requirements.k3.rules`. */
  readonly field: string;
  readonly condition: ConditionDraft;
  readonly onChange: (rules: readonly RuleDraft[], focus?: string) => void;
}

/** The data rules of a requirement or penalty: all of them must hold. */
export function RuleRows({ field, condition: { event, rules }, onChange }: RuleRowsProps) {
  const say = useText();
  const { id, error } = useField(field);
  const add = (): void => {
    const rule = newRule('', '');
    onChange([...rules, rule], `${field}.${rule.key}.path`);
  };
  return (
    <fieldset className={classes.rules}>
      <legend className={classes.legend}>{say(conditionText.rules)}</legend>
      {rules.length === 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {say(conditionText.rulesEmpty)}
        </Text>
      )}
      {rules.map((rule, index) => (
        <RuleRow
          key={rule.key}
          field={`${field}.${rule.key}`}
          number={index + 1}
          event={event}
          rule={rule}
          onChange={(changed) => onChange(rules.map((each) => (each.key === rule.key ? changed : each)))}
          onRemove={() =>
            onChange(
              rules.filter(({ key }) => key !== rule.key),
              field,
            )
          }
        />
      ))}
      {error !== false && (
        <Text size="sm" c="var(--mantine-color-error)" mb="xs" dir="auto">
          {error}
        </Text>
      )}
      <Button id={id} variant="subtle" size="compact-sm" leftSection={<IconPlus size={16} aria-hidden />} onClick={add}>
        {say(conditionText.addRule)}
      </Button>
    </fieldset>
  );
}

interface RuleRowProps {
  readonly field: string;
  readonly number: number;
  readonly event: string;
  readonly rule: RuleDraft;
  readonly onChange: (rule: RuleDraft) => void;
  readonly onRemove: () => void;
}

function RuleRow({ field, number, event, rule, onChange, onRemove }: RuleRowProps) {
  const say = useText();
  const { eventTypes } = useEditor();
  const fields = { path: useField(`${field}.path`), operator: useField(`${field}.operator`) };
  const keyPaths = eventTypes.find(({ type }) => type === event)?.keyPaths ?? [];
  const typeOf = (path: string) => keyPaths.find((keyPath) => keyPath.path === path)?.type;
  const type = typeOf(rule.path);
  const paths = keyPaths.map(({ path }) => path);
  const choice = (path: string) => {
    const name = pathName(say, path);
    return { value: path, label: name === null ? path : say(conditionText.pathNamed, { name, path }) };
  };
  const choosePath = (path: string): void => {
    // A value of another type would only be in the way.
    const value = typeOf(path) === type ? rule.value : typeOf(path) === 'boolean' ? 'true' : '';
    onChange({ ...rule, path, value });
  };
  return (
    <div className={classes.rule} role="group" aria-label={say(conditionText.rule, { number })}>
      <Select
        {...fields.path}
        className={classes.path}
        aria-label={say(conditionText.path)}
        placeholder={say(conditionText.pathPlaceholder)}
        data={(rule.path === '' || paths.includes(rule.path) ? paths : [...paths, rule.path]).map(choice)}
        value={rule.path === '' ? null : rule.path}
        onChange={(path) => path !== null && choosePath(path)}
        allowDeselect={false}
        searchable
        nothingFoundMessage={say(conditionText.noPath)}
      />
      <Select
        {...fields.operator}
        className={classes.operator}
        aria-label={say(conditionText.operator)}
        data={[
          { value: 'eq', label: say(templatesText.is) },
          { value: 'ne', label: say(templatesText.isNot) },
        ]}
        value={rule.operator}
        onChange={(operator) => operator !== null && onChange({ ...rule, operator })}
        allowDeselect={false}
      />
      <RuleValue field={`${field}.value`} rule={rule} type={type} onChange={(value) => onChange({ ...rule, value })} />
      <ActionIcon
        className={classes.removeRule}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={say(conditionText.removeRule, { number })}
        onClick={onRemove}
      >
        <IconTrash size={18} stroke={1.7} aria-hidden />
      </ActionIcon>
    </div>
  );
}

import { Select, TextInput } from '@mantine/core';
import type { KeyPath } from '../../../../src/api/schemas/event-types.ts';
import { parseValue } from '../../../../src/rules/value-type.ts';
import { useText } from '../../i18n/use-text.ts';
import { yesOrNo } from '../../shared/value-text.ts';
import { CourseValue } from './course-value.tsx';
import type { RuleDraft } from './draft.ts';
import { useField } from './editor-context.ts';
import classes from './editor.module.css';
import { conditionText } from './condition-text.ts';
import { isCcxKey, isCourseKey } from './new-parts.ts';

interface RuleValueProps {
  readonly field: string;
  readonly rule: RuleDraft;
  readonly type: KeyPath['type'] | undefined;
  readonly onChange: (value: string) => void;
}

/** The expected value of a rule, entered as the type of its path asks. */
export function RuleValue({ field, rule: { path, value }, type, onChange }: RuleValueProps) {
  const say = useText();
  const input = useField(field);
  if (type === 'boolean') {
    const read = parseValue('boolean', value);
    return (
      <Select
        {...input}
        className={classes.value}
        aria-label={say(conditionText.value)}
        data={[
          { value: 'true', label: yesOrNo(say, true) },
          { value: 'false', label: yesOrNo(say, false) },
        ]}
        value={read === undefined ? null : String(read)}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
        allowDeselect={false}
      />
    );
  }
  if (isCourseKey(path) || isCcxKey(path))
    return <CourseValue field={field} path={path} value={value} onChange={onChange} />;
  return (
    <TextInput
      {...input}
      className={classes.value}
      aria-label={say(conditionText.value)}
      inputMode={type === 'integer' ? 'numeric' : type === 'number' ? 'decimal' : 'text'}
      value={value}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      onBlur={() => {
        // What was pasted often ends with a space, which would never match and can't be seen.
        if (value !== value.trim()) onChange(value.trim());
        input.onBlur();
      }}
      maxLength={2_000}
      classNames={{ input: 'mono-field' }}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

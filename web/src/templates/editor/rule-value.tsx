import { Select, TextInput } from '@mantine/core';
import type { KeyPath } from '../../../../src/api/schemas/event-types.ts';
import { judgeCourseKey } from '../../../../src/rules/course-keys.ts';
import { parseValue } from '../../../../src/rules/value-type.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
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
          { value: 'true', label: say(conditionText.isTrue) },
          { value: 'false', label: say(conditionText.isFalse) },
        ]}
        value={read === undefined ? null : String(read)}
        onChange={(chosen) => chosen !== null && onChange(chosen)}
        allowDeselect={false}
      />
    );
  }
  const help = helpFor(say, path, value);
  return (
    <TextInput
      {...input}
      className={classes.value}
      aria-label={say(conditionText.value)}
      description={help}
      inputWrapperOrder={['input', 'description', 'error']}
      placeholder={exampleFor(path)}
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

function helpFor(say: Say, path: string, value: string): string | undefined {
  // Blanks at the ends go when the field is left.
  const judged = value === '' ? null : judgeCourseKey(path, value.trim());
  if (judged !== null && judged.suggestion !== null)
    return say(conditionText.keySuggestion, { suggestion: judged.suggestion });
  if (isCcxKey(path)) return say(judged === null ? conditionText.ccxHelp : conditionText.ccxOdd);
  if (isCourseKey(path)) return say(judged === null ? conditionText.courseHelp : conditionText.courseOdd);
  return undefined;
}

/** Examples are what machines write; they are the same in every language. */
function exampleFor(path: string): string | undefined {
  if (isCcxKey(path)) return 'ccx-v1:OpenedX+DemoX+2026+ccx@1';
  return isCourseKey(path) ? 'course-v1:OpenedX+DemoX+2026' : undefined;
}

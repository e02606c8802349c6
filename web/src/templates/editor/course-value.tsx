import { Autocomplete, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { judgeCourseKey } from '../../../../src/rules/course-keys.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { courseQuery, courseSearchQuery } from '../../shared/course-query.ts';
import { conditionText } from './condition-text.ts';
import { useField } from './editor-context.ts';
import classes from './editor.module.css';
import { isCcxKey } from './new-parts.ts';

interface CourseValueProps {
  readonly field: string;
  readonly path: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The key of a course: chosen by name among those that events have named, or written. */
export function CourseValue({ field, path, value, onChange }: CourseValueProps) {
  const say = useText();
  const input = useField(field);
  const [search] = useDebouncedValue(value.trim(), 200);
  const found = (useQuery(courseSearchQuery(search)).data ?? []).filter(
    ({ key }) => judgeCourseKey(path, key) === null,
  );
  const leave = (): void => {
    const text = value.trim();
    const [named, ...others] = found.filter(({ name }) => name !== '' && name.toLowerCase() === text.toLowerCase());
    // Written by name in full; else what was pasted often ends with a space, which would never match and can't be seen.
    const meant = named && others.length === 0 ? named.key : text;
    if (meant !== value) onChange(meant);
    input.onBlur();
  };
  return (
    <Autocomplete
      {...input}
      className={classes.value}
      aria-label={say(conditionText.value)}
      description={<CourseHelp path={path} value={value.trim()} />}
      inputWrapperOrder={['input', 'description', 'error']}
      placeholder={say(conditionText.coursePlaceholder)}
      value={value}
      onChange={onChange}
      onBlur={leave}
      data={found.map(({ key }) => key)}
      // The API has searched already, by name as well.
      filter={({ options }) => options}
      renderOption={({ option }) => {
        const name = found.find(({ key }) => key === option.value)?.name ?? '';
        return (
          <div>
            {name !== '' && (
              <Text size="sm" dir="auto">
                {name}
              </Text>
            )}
            <Text size="xs" className="mono" dir="ltr">
              {option.value}
            </Text>
          </div>
        );
      }}
      maxLength={2_000}
      classNames={{ input: 'mono-field' }}
      spellCheck={false}
      autoComplete="off"
    />
  );
}

/** What is known of the course; where nothing is, what is odd about its key. */
function CourseHelp({ path, value }: Pick<CourseValueProps, 'path' | 'value'>) {
  const { say, rich } = useWords();
  const known = useQuery(courseQuery(value)).data;
  const hasAny = (useQuery(courseSearchQuery('')).data?.length ?? 0) > 0;
  const judged = value === '' ? null : judgeCourseKey(path, value);
  if (judged !== null && judged.suggestion !== null)
    return say(conditionText.keySuggestion, { suggestion: judged.suggestion });
  if (judged !== null) return say(isCcxKey(path) ? conditionText.ccxOdd : conditionText.courseOdd);
  if (known && known.name !== '') return rich(conditionText.courseNamed, { name: <bdi key="name">{known.name}</bdi> });
  if (known === null && hasAny) return say(conditionText.courseUnseen);
  return say(isCcxKey(path) ? conditionText.ccxHelp : conditionText.courseHelp);
}

import { parseValue } from '../../../src/rules/value-type.ts';
import { isCoursePath } from '../../../src/rules/course-keys.ts';
import { useText } from '../i18n/use-text.ts';
import { CourseName } from './course-name.tsx';
import { pathName, yesOrNo } from './value-text.ts';

/** A key path by its name; one without is shown as it is written. */
export function PathName({ path }: { readonly path: string }) {
  const name = pathName(useText(), path);
  return name === null ? <bdi className="mono">{path}</bdi> : <bdi title={path}>{name}</bdi>;
}

interface EventValueProps {
  readonly path: string;
  /** As an event has it, or as a rule writes it. */
  readonly value: unknown;
}

/** A value at a key path: courses by name, yes and no in words, everything else as it is written. */
export function EventValue({ path, value }: EventValueProps) {
  const say = useText();
  if (typeof value === 'boolean') return yesOrNo(say, value);
  if (typeof value === 'string' && isCoursePath(path)) return <CourseName id={value} />;
  return <bdi className="mono">{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>;
}

/** The value of a rule is text; where its path says yes or no, so does it. */
export function expectedValue(path: string, value: string): boolean | string {
  const read = /(?:^|\.)is_\w+$/.test(path) ? parseValue('boolean', value) : undefined;
  return typeof read === 'boolean' ? read : value;
}

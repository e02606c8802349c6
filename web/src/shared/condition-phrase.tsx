import type { ReactNode } from 'react';
import type { MessageDescriptor } from 'react-intl';
import type { DataRuleDocument } from '../../../src/api/schemas/templates.ts';
import type { Words } from '../i18n/use-words.ts';
import { eventTypeName } from './event-type-text.ts';
import { EventValue, expectedValue, PathName } from './event-value.tsx';
import { parseValue } from '../../../src/rules/value-type.ts';
import { conditionText } from './condition-text.ts';

/** A requirement or a penalty, as far as it says which events match. */
export interface Condition {
  readonly event: string;
  readonly rules: readonly DataRuleDocument[];
}

/** An event type that tells whether somebody passes something: what is passed is at one of these paths. */
interface PassingType {
  readonly any: Wording;
  readonly byPath: Readonly<Record<string, Wording>>;
}

interface Wording {
  readonly passing: MessageDescriptor;
  readonly failing: MessageDescriptor;
}

const passingTypes: Readonly<Record<string, PassingType>> = {
  'org.openedx.learning.course.passing.status.updated.v1': {
    any: { passing: conditionText.passingAny, failing: conditionText.failingAny },
    byPath: { 'course.course_key': { passing: conditionText.passing, failing: conditionText.failing } },
  },
  'org.openedx.learning.ccx.course.passing.status.updated.v1': {
    any: { passing: conditionText.passingAnyCcx, failing: conditionText.failingAnyCcx },
    byPath: {
      'course.ccx_course_key': { passing: conditionText.passingCcx, failing: conditionText.failingCcx },
      'course.master_course_key': { passing: conditionText.passingCcxOf, failing: conditionText.failingCcxOf },
    },
  },
};

/** Which events match, as a part of a sentence: "passing the course X". Usual conditions have words of their own. */
export function conditionPhrase(words: Words, condition: Condition): ReactNode {
  return passingPhrase(words, condition) ?? eventPhrase(words, condition);
}

function passingPhrase(words: Words, { event, rules }: Condition): ReactNode {
  const type = passingTypes[event];
  const passes = rules.find(({ path }) => path === 'is_passing');
  const others = rules.filter((rule) => rule !== passes);
  if (!type || !passes || others.length > 1 || rules.some(({ operator }) => operator !== 'eq')) return null;
  const passing = parseValue('boolean', passes.value);
  if (passing === undefined) return null;
  const [place] = others;
  const wording = place ? type.byPath[place.path] : type.any;
  if (!wording) return null;
  return words.rich(passing === true ? wording.passing : wording.failing, {
    course: place ? shownValue(words, place.path, place.value) : '',
  });
}

function eventPhrase(words: Words, { event, rules }: Condition): ReactNode {
  const name = eventTypeName(words.say, event);
  if (rules.length === 0) return words.say(conditionText.anyEvent, { event: name });
  const conditions = rules.map(({ path, operator, value }) =>
    words.rich(operator === 'eq' ? conditionText.ruleIs : conditionText.ruleIsNot, {
      path: <PathName key={`path ${path}`} path={path} />,
      value: shownValue(words, path, value),
    }),
  );
  return words.rich(conditionText.eventWith, {
    event: name,
    rules: words.list(conditions, 'conjunction'),
  });
}

/** What a rule waits for, in words where there are some. */
function shownValue(words: Words, path: string, text: string): ReactNode {
  if (text.trim() === '') return words.say(conditionText.missing);
  return <EventValue key={`value ${text}`} path={path} value={expectedValue(path, text)} />;
}

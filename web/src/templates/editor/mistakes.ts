import type { RequestMistake } from '../../api/api-error.ts';
import { sayWording } from '../../i18n/say-server.ts';
import { asSentence } from '../../shared/as-sentence.ts';
import type { Say } from '../../i18n/use-text.ts';
import { mistakeText } from './mistake-text.ts';
import type { ConditionDraft, TemplateDraft } from './draft.ts';

/** Something that must be mended, and at which field. */
export interface FieldMistake {
  /** The field by keys, as in {@link fieldOf}. */
  readonly field: string;
  /** Where it is, in words; empty for what belongs to the whole template. */
  readonly place: string;
  readonly message: string;
}

/**
 * The name of a field: its path with the keys of what it belongs to, so that a mistake stays with its field when something
 * before it is removed. `['requirements', 0, 'rules', 1, 'value']` is `requirements.k3.rules.k7.value`.
 */
export function fieldOf(draft: TemplateDraft, path: RequestMistake['path']): string {
  const [list, place, ...rest] = path;
  if ((list === 'requirements' || list === 'penalties') && typeof place === 'number') {
    const item: ConditionDraft | undefined = draft[list][place];
    if (!item) return list;
    const [part, number, ...below] = rest;
    // A penalty's links are ticks in one field.
    if (part === 'requirements') return `${list}.${item.key}.resets`;
    if (part !== 'rules' || typeof number !== 'number') return join(list, item.key, ...rest);
    const rule = item.rules[number];
    return rule ? join(list, item.key, 'rules', rule.key, ...below) : join(list, item.key, 'rules');
  }
  if (list === 'achievement') return achievementField(draft, path);
  return join(...path);
}

/** Alignments have keys; tags are in one field. */
function achievementField(draft: TemplateDraft, path: RequestMistake['path']): string {
  const [list = '', part, place, ...below] = path;
  if (part === 'tags') return join(list, part);
  const alignment = part === 'alignments' && typeof place === 'number' && draft.achievement.alignments[place];
  return alignment ? join(list, part, alignment.key, ...below) : join(...path);
}

/** A mistake at its field. */
export function mistakeOf(say: Say, draft: TemplateDraft, path: RequestMistake['path'], message: string): FieldMistake {
  return {
    field: fieldOf(draft, path),
    place: placeOf(say, path),
    message: asSentence(message),
  };
}

/** The API's mistakes at their fields. */
export function fieldMistakes(say: Say, draft: TemplateDraft, mistakes: readonly RequestMistake[]): FieldMistake[] {
  return mistakes.map(({ path, wording }) => mistakeOf(say, draft, path, sayWording(say, wording)));
}

/** Where a mistake is: "Requirement 2, Rule 1". */
export function placeOf(say: Say, [list, place, part, number]: RequestMistake['path']): string {
  const words: string[] = [];
  if (list === 'requirements' && typeof place === 'number')
    words.push(say(mistakeText.atRequirement, { number: place + 1 }));
  if (list === 'penalties' && typeof place === 'number') words.push(say(mistakeText.atPenalty, { number: place + 1 }));
  if (part === 'rules' && typeof number === 'number') words.push(say(mistakeText.atRule, { number: number + 1 }));
  if (list === 'achievement' && place === 'alignments' && typeof part === 'number')
    words.push(say(mistakeText.atAlignment, { number: part + 1 }));
  return words.join(' · ');
}

/**
 * What a mistake of a field is about: while this is the same in two drafts, so is the mistake. A rule's fields are judged
 * together, and by the event.
 */
export function subjectOf(draft: TemplateDraft, field: string): string | undefined {
  const [list = '', key, part = '', ruleKey] = field.split('.');
  if ((list !== 'requirements' && list !== 'penalties') || key === undefined)
    return JSON.stringify(Object.entries(draft).find(([name]) => name === list));
  const condition: ConditionDraft | undefined = draft[list].find((each) => each.key === key);
  if (ruleKey !== undefined)
    return JSON.stringify([condition?.event, condition?.rules.find((rule) => rule.key === ruleKey)]);
  return JSON.stringify(condition && Object.entries(condition).find(([name]) => name === part));
}

/** Takes the reader to the field of a mistake, or to what is nearest to it. */
export function focusField(field: string): void {
  const steps = field.split('.');
  for (let length = steps.length; length > 0; length -= 1) {
    const element = document.getElementById(idOfField(steps.slice(0, length).join('.')));
    if (!element) continue;
    element.scrollIntoView({ block: 'center' });
    element.focus({ preventScroll: true });
    return;
  }
}

/** The id of a field's element in the document. */
export function idOfField(field: string): string {
  return `field-${field}`;
}

function join(...steps: readonly (string | number)[]): string {
  return steps.join('.');
}

import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { RequestMistake } from '../../api/api-error.ts';
import type { Say } from '../../i18n/use-text.ts';
import { parseValue } from '../../../../src/rules/value-type.ts';
import type { AchievementDraft } from './achievement-draft.ts';
import type { ConditionDraft, HolderDraft, TemplateDraft } from './draft.ts';
import { mistakeText } from './mistake-text.ts';
import { mistakeOf } from './mistakes.ts';
import type { FieldMistake } from './mistakes.ts';

const slug = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

type Report = (path: RequestMistake['path'], message: string) => void;

/**
 * What can be seen to be missing without asking the API: empty fields above all, which the API would refuse in words for
 * programs, or not at all (an empty text is a text). Everything else is the API's to judge.
 */
export function checkDraft(say: Say, draft: TemplateDraft, eventTypes: readonly EventType[]): FieldMistake[] {
  const mistakes: FieldMistake[] = [];
  const report: Report = (path, message) => void mistakes.push(mistakeOf(say, draft, path, message));
  if (draft.name.trim() === '') report(['name'], say(mistakeText.needName));
  if (!slug.test(draft.id)) report(['id'], say(mistakeText.needId));
  if (draft.imageUrl.trim() !== '' && !isWebAddress(draft.imageUrl)) report(['imageUrl'], say(mistakeText.needUrl));
  checkHolder(say, draft.holder, report);
  if (draft.holder.origin === 'openedx') checkAchievement(say, draft.achievement, report);
  checkConditions(say, 'requirements', draft.requirements, eventTypes, report);
  checkConditions(say, 'penalties', draft.penalties, eventTypes, report);
  return mistakes;
}

function checkHolder(say: Say, { origin, organization, template, account, group }: HolderDraft, report: Report): void {
  if (origin === 'credly') {
    if (organization.trim() === '') report(['holder', 'organization'], say(mistakeText.needAccount));
    if (!uuid.test(template.trim())) report(['holder', 'template'], say(mistakeText.needUuid));
  }
  if (origin === 'accredible') {
    if (account.trim() === '') report(['holder', 'account'], say(mistakeText.needAccount));
    if (!/^[1-9]\d{0,14}$/.test(group.trim())) report(['holder', 'group'], say(mistakeText.needGroup));
  }
}

function checkAchievement(say: Say, { tags, alignments, language }: AchievementDraft, report: Report): void {
  const long = tags.find((tag) => tag.length > 100);
  if (long !== undefined) report(['achievement', 'tags'], say(mistakeText.needShortTags, { tag: long.slice(0, 40) }));
  if (language.trim() !== '' && !isLanguageTag(language.trim()))
    report(['achievement', 'language'], say(mistakeText.needLanguage));
  for (const [place, { name, url }] of alignments.entries()) {
    const at = ['achievement', 'alignments', place];
    if (name.trim() === '') report([...at, 'name'], say(mistakeText.needName));
    if (!isWebAddress(url)) report([...at, 'url'], say(mistakeText.needUrl));
  }
}

function checkConditions(
  say: Say,
  list: 'requirements' | 'penalties',
  conditions: readonly ConditionDraft[],
  eventTypes: readonly EventType[],
  report: Report,
): void {
  const seen = new Set<string>();
  for (const [index, { id, event, rules }] of conditions.entries()) {
    if (!slug.test(id)) report([list, index, 'id'], say(mistakeText.needId));
    else if (seen.has(id)) report([list, index, 'id'], say(mistakeText.needUnique));
    seen.add(id);
    if (event === '') report([list, index, 'event'], say(mistakeText.needEvent));
    const keyPaths = eventTypes.find(({ type }) => type === event)?.keyPaths ?? [];
    for (const [place, { path, value }] of rules.entries()) {
      const type = keyPaths.find((keyPath) => keyPath.path === path)?.type;
      const at = [list, index, 'rules', place];
      if (path === '') report([...at, 'path'], say(mistakeText.needPath));
      else if (value.trim() === '') report([...at, 'value'], say(mistakeText.needValue));
      else if (type === 'integer' && parseValue(type, value) === undefined)
        report([...at, 'value'], say(mistakeText.needWholeNumber));
      else if (type === 'number' && parseValue(type, value) === undefined)
        report([...at, 'value'], say(mistakeText.needNumber));
    }
  }
}

export function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(text);
}

export function isWebAddress(text: string): boolean {
  const url = URL.parse(text.trim());
  return url !== null && (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '';
}

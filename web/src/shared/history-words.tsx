import type { ReactNode } from 'react';
import type { MessageDescriptor } from 'react-intl';
import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import type { Words } from '../i18n/use-words.ts';
import { providerStateText } from './badge-state.tsx';
import { ConditionName } from './condition-name.tsx';
import { historyText } from './history-text.ts';
import { placeWords } from './place-words.ts';
import { templateFieldText } from './template-field-text.ts';
import type { Tone } from './tone.ts';

/** An entry of the history in words. */
export interface HistoryWords {
  readonly title: ReactNode;
  /** Why, or with what outcome; empty when the title says it all. */
  readonly why: ReactNode;
  readonly tone: Tone;
}

type Wording = (words: Words, entry: HistoryEntry) => HistoryWords;

/** What an entry of the history says, whatever kind it is of. Who did it by hand stands beside. */
export function historyWords(words: Words, entry: HistoryEntry): HistoryWords {
  return wordings[entry.kind](words, entry);
}

/** The compiler asks for every kind. */
const wordings: Readonly<Record<HistoryEntry['kind'], Wording>> = {
  fulfilled: ({ rich, say, list }, entry) => ({
    title: rich(historyText.fulfilled, { requirement: namesOf(list, entry, 'requirement') }),
    why: say(historyText.fulfilledWhy),
    tone: 'good',
  }),
  reset: (words, entry) => ({
    title: words.rich(historyText.reset, { requirement: namesOf(words.list, entry, 'requirement') }),
    why:
      entry.event === null
        ? byHand(words, entry)
        : words.rich(historyText.resetWhy, { penalty: namesOf(words.list, entry, 'penalty') }),
    tone: 'warning',
  }),
  awarded: (words, entry) => ({
    title: words.say(historyText.awarded),
    why: entry.event === null ? byHand(words, entry) : words.say(historyText.awardedWhy),
    tone: 'good',
  }),
  revoked: (words, entry) => ({
    title: words.say(historyText.revoked),
    why:
      entry.event === null
        ? byHand(words, entry)
        : words.rich(historyText.revokedWhy, { penalties: namesOf(words.list, entry, 'penalty') }),
    tone: 'bad',
  }),
  withheld: plain(historyText.withheld, 'neutral', historyText.withheldWhy),
  cancelled: ({ say }, { details }) => ({
    title: say(historyText.cancelled),
    why: say(details['because'] === 'retired' ? historyText.cancelledRetired : historyText.cancelledWhy),
    tone: 'neutral',
  }),
  settled: (words, entry) => ({ title: words.say(historyText.settled), why: byHand(words, entry), tone: 'neutral' }),
  published: plain(historyText.published, 'neutral'),
  unpublished: ({ say }, { details }) => ({
    title: say(details['because'] === 'retired' ? historyText.unpublishedRetired : historyText.unpublished),
    why: '',
    tone: 'neutral',
  }),
  added_to_wallet: plain(historyText.addedToWallet, 'neutral'),
  issued: outside(historyText.issued, 'good'),
  adopted: outside(historyText.adopted, 'good', historyText.adoptedWhy),
  issued_again: ({ say }, { account, accountBefore }) => ({
    title: say(historyText.issuedAgain),
    why: say(historyText.issuedAgainWhy, { before: placeWords(say, accountBefore), now: placeWords(say, account) }),
    tone: 'waiting',
  }),
  revoked_outside: outside(historyText.revokedOutside, 'neutral'),
  deleted_outside: outside(historyText.deletedOutside, 'neutral', historyText.deletedOutsideWhy),
  changed_outside: ({ say }, { account, details }) => ({
    title: say(historyText.stateChanged, { provider: placeWords(say, account) }),
    why: say(historyText.stateChange, {
      before: stateWords(say, details['before']),
      now: stateWords(say, details['state']),
    }),
    tone: 'neutral',
  }),
  delivery_failed: (words, entry) => ({
    title: words.say(historyText.deliveryFailed),
    why: failure(words, entry),
    tone: 'bad',
  }),
  delivery_retried: plain(historyText.deliveryRetried, 'waiting'),
  template_created: plain(historyText.templateCreated, 'neutral'),
  template_changed: ({ say, rich, list }, { details }) => ({
    title: say(historyText.templateChanged),
    why: rich(historyText.fieldsChanged, { fields: list(fieldsOf(say, details['fields']), 'conjunction') }),
    tone: 'neutral',
  }),
  template_activated: plain(historyText.templateActivated, 'good'),
  template_deactivated: plain(historyText.templateDeactivated, 'neutral'),
  template_deleted: plain(historyText.templateDeleted, 'neutral'),
  learner_retired: plain(historyText.learnerRetired, 'neutral', historyText.learnerRetiredWhy),
  message_discarded: ({ say }, { details }) => ({
    title: say(historyText.messageDiscarded),
    why: textOf(details['why']),
    tone: 'neutral',
  }),
};

function plain(title: MessageDescriptor, tone: Tone, why?: MessageDescriptor): Wording {
  return ({ say }) => ({ title: say(title), why: why === undefined ? '' : say(why), tone });
}

/** What happened at a provider, which is named. */
function outside(title: MessageDescriptor, tone: Tone, why?: MessageDescriptor): Wording {
  return ({ say }, { account }) => ({
    title: say(title, { provider: placeWords(say, account) }),
    why: why === undefined ? '' : say(why),
    tone,
  });
}

/** The requirement or the penalties that an entry is about, by their words. */
function namesOf(list: Words['list'], { conditions }: HistoryEntry, role: 'requirement' | 'penalty'): ReactNode {
  const named = conditions
    .filter((each) => each.role === role)
    .map((condition) => <ConditionName key={condition.id} condition={condition} />);
  return list(named, 'conjunction');
}

/** The reason that somebody gave; who it was stands beside the title, unless nobody noted it. */
function byHand({ say }: Words, { actor, details: { reason } }: HistoryEntry): string {
  const given = textOf(reason);
  if (actor !== null) return given;
  return given === '' ? say(historyText.byHandOnly) : say(historyText.byHand, { reason: given });
}

function failure({ say }: Words, { account, details: { status, attempt, retryInMs } }: HistoryEntry): string {
  const number = Number(attempt);
  const said =
    typeof status === 'number'
      ? say(historyText.failedAnswer, { attempt: number, status: String(status), provider: placeWords(say, account) })
      : say(historyText.failedNoAnswer, { attempt: number });
  return `${said} ${say(typeof retryInMs === 'number' ? historyText.failedAgain : historyText.failedForGood)}`;
}

/** A state of a badge at its provider, by its name. */
export function stateWords(say: Words['say'], state: unknown): string {
  const text = Object.entries(providerStateText).find(([name]) => name === state)?.[1];
  return text === undefined ? textOf(state) : say(text);
}

/** Parts of a template, by their names. */
function fieldsOf(say: Words['say'], fields: unknown): string[] {
  const known = Object.entries(templateFieldText);
  return (Array.isArray(fields) ? (fields as unknown[]) : []).flatMap((field) => {
    const text = known.find(([name]) => name === field)?.[1];
    return text === undefined ? [] : [say(text)];
  });
}

/** A text of the details; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

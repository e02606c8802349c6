import type { Origin } from '../../rules/template.ts';
import type { HistoryKind } from '../../store/engine/history.ts';
import type { TemplateField } from '../../store/engine/templates.ts';
import type { AccountNamed, HistoryListing } from '../../store/lists/history-lines.ts';
import { conditionWords } from './condition-words.ts';

/** What is said of a line: of those parts a sentence is made. */
type Line = Pick<
  HistoryListing,
  'kind' | 'event' | 'details' | 'conditions' | 'account' | 'accountBefore' | 'actor' | 'actorName' | 'templateName'
>;

/**
 * A line of the history as an English sentence, for the command line and for exports: what happened, by whom or by what, and
 * why. Names stand in it, and nothing that only programs read.
 */
export function historySentence(line: Line): string {
  return sentences[line.kind](line);
}

/** The compiler asks for every kind. */
const sentences: Readonly<Record<HistoryKind, (line: Line) => string>> = {
  fulfilled: (line) => `Requirement met: ${named(line, 'requirement')}`,
  reset: (line) =>
    line.event === null
      ? byHand('Requirement reset', line, named(line, 'requirement'))
      : `Requirement reset: ${named(line, 'requirement')}, by the penalty: ${named(line, 'penalty')}`,
  awarded: (line) => (line.event === null ? byHand('Badge awarded', line) : 'Badge awarded: every group was met'),
  revoked: (line) =>
    line.event === null
      ? byHand('Badge revoked', line)
      : `Badge revoked: a group is no longer met, by the penalty: ${named(line, 'penalty')}`,
  withheld: () => 'Award withheld: everything is met again, but a badge that was revoked never comes back',
  cancelled: (line) =>
    line.details['because'] === 'retired'
      ? 'Issue cancelled: the learner is retired'
      : `Issue cancelled: the badge was revoked${who(line)} before it was issued`,
  settled: (line) => byHand('Settled, so that nothing more is done at the provider,', line),
  published: () => 'Published by the learner',
  unpublished: ({ details }) =>
    details['because'] === 'retired' ? 'Made private, because the learner is retired' : 'Made private by the learner',
  added_to_wallet: () => 'Added to a wallet by the learner',
  issued: ({ account }) => `Badge issued by ${placeWords(account)}`,
  adopted: ({ account }) => `Badge found at ${placeWords(account)}: no second one was made`,
  issued_again: (line) =>
    `Badge is issued again: its template moved from ${placeWords(line.accountBefore)} to ${placeWords(line.account)}${who(line)}`,
  revoked_outside: ({ account }) => `Badge revoked at ${placeWords(account)}`,
  deleted_outside: ({ account }) => `Badge was deleted at ${placeWords(account)}: nothing more is done there`,
  changed_outside: ({ account, details }) =>
    `State at ${placeWords(account)} changed from ${spaced(details['before'])} to ${spaced(details['state'])}`,
  delivery_failed: failure,
  delivery_retried: (line) => (line.actor === null ? 'Delivery retried by hand' : `Delivery retried${who(line)}`),
  template_created: (line) => `Template created${who(line)}`,
  template_changed: (line) => `Template changed${who(line)}: ${fieldsOf(line.details)}`,
  template_activated: (line) => `Template activated${who(line)}`,
  template_deactivated: (line) => `Template deactivated${who(line)}`,
  template_deleted: (line) => `Template removed${who(line)}`,
  learner_retired: () => 'Learner retired: their name, address and texts were removed',
  message_discarded: (line) => byHand('Parked message discarded', line),
};

const providers: Readonly<Record<Origin, string>> = { openedx: 'Laurel', credly: 'Credly', accredible: 'Accredible' };

/** Where badges are held: `Credly (Acme Academy)`. An organization of Credly that nobody has named has no more than an id. */
export function placeWords(account: AccountNamed | null): string {
  if (account === null) return 'the provider';
  const { origin, name } = account;
  const called = name ?? (origin === 'accredible' ? account.account : '');
  return called === '' ? providers[origin] : `${providers[origin]} (${called})`;
}

/** Who did something by hand: `Ada Admin`, `the API key “nightly”`; empty when nobody did. */
export function actorWords({ actor, actorName }: Pick<Line, 'actor' | 'actorName'>): string {
  if (actor === null) return '';
  const [kind] = actor.split(':');
  if (kind === 'key') return actorName === null ? 'an API key' : `the API key “${actorName}”`;
  if (kind === 'cli') return actorName === null ? 'somebody on the command line' : `${actorName}, on the command line`;
  return actorName ?? 'a user';
}

function who(line: Line): string {
  const words = actorWords(line);
  return words === '' ? '' : ` by ${words}`;
}

/** What somebody did, to what, and why. */
function byHand(what: string, line: Line, object = ''): string {
  const { reason, why } = line.details;
  // What a parked message was parked for is its reason, too; why it was discarded is another thing.
  const given = line.kind === 'message_discarded' ? why : reason;
  const parts = [object, typeof given === 'string' ? given : ''].filter((part) => part !== '');
  return [`${what}${line.actor === null ? ' by hand' : who(line)}`, ...parts].join(': ');
}

function named({ conditions }: Line, role: 'requirement' | 'penalty'): string {
  const words = conditions.filter((each) => each.role === role).map(conditionWords);
  return words.length === 0 ? 'one that is not known' : words.join('; ');
}

const fieldNames: Readonly<Record<TemplateField, string>> = {
  name: 'name',
  description: 'description',
  imageUrl: 'image',
  holder: 'holder',
  achievement: 'achievement',
  active: 'active',
  requirements: 'requirements',
  penalties: 'penalties',
};

function fieldsOf({ fields }: Line['details']): string {
  const names = Array.isArray(fields) ? (fields as unknown[]) : [];
  return names.map((name) => fieldNames[name as TemplateField] ?? spaced(name)).join(', ');
}

function failure({ account, details: { attempt, status, retryInMs } }: Line): string {
  const answer =
    typeof status === 'number'
      ? `${placeWords(account)} answered with status ${status}`
      : `${placeWords(account)} gave no usable answer`;
  const next = typeof retryInMs === 'number' ? 'Laurel retries automatically' : 'it waits for an operator';
  const which = typeof attempt === 'number' ? `, attempt ${attempt}` : '';
  return `Delivery failed${which}: ${answer}; ${next}`;
}

/** A state or another word of the database, in words. */
function spaced(value: unknown): string {
  return typeof value === 'string' ? value.replace(/_/g, ' ') : 'unknown';
}

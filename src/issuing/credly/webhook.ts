import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import type { Database, Transaction } from '../../store/database/database.ts';
import {
  changeCredlyBadge,
  credlyTemplateStamp,
  findCredlyBadge,
  isKnownEvent,
  keepEvent,
} from '../../store/delivery/credly-events.ts';
import type { BadgeChange, BadgeNames, CredlyBadgeRow } from '../../store/delivery/credly-events.ts';
import type { ProviderEnvironment } from '../../store/delivery/external.ts';
import { firstEnvironment } from '../../store/delivery/site-facts.ts';
import { loadTemplates, lockRules } from '../../store/engine/templates.ts';
import { knownAccounts } from '../accounts/account-keys.ts';
import type { AccountSettings } from '../accounts/account-keys.ts';
import { planTemplate } from '../sync/sync-plan.ts';
import { applyPlan } from '../sync/sync.ts';
import { toExternalBadge, toExternalTemplate } from './answers.ts';
import type { CredlyBadge, CredlyEvent } from './answers.ts';
import { isLearnersAddress } from '../recipient.ts';
import { badgeChangeFor, badgeDeletion } from './badge-change.ts';
import type { CredlyReading } from './provider.ts';
import { isDeleted, newestOf } from './read.ts';
import type { CredlyReader, ReadOutcome } from './read.ts';

export interface WebhookParts {
  readonly database: Database;
  readonly settings: AccountSettings;
  readonly credly: CredlyReading;
}

/** What a webhook's sender says. It decides nothing but what Credly is asked (S25). */
export interface Notice {
  /** UUID. */
  readonly id: string;
  /** UUID. */
  readonly organization: string;
}

/** What became of an event. */
export type EventOutcome =
  /** Something of ours changed. */
  | 'applied'
  /** All is here as it is at Credly. */
  | 'nothing_new'
  /** A badge that Laurel did not issue. */
  | 'unknown_badge'
  /** An event of another kind. */
  | 'ignored'
  /** It was acted on before. */
  | 'duplicate';

/** So often a row may change while Credly is asked, before the event is left for Credly to send again. */
const mostTries = 3;

/**
 * Acts on what a webhook tells of, as far as Credly confirms it when it is asked with our own key.
 *
 * The event itself only says which template or badge to look at; what is written is how that is at Credly now. So an old
 * event that comes late finds the newest state. While Credly is asked our row may change, by another event or by a
 * delivery: then it is asked again, since what it said may have been older than that change.
 *
 * @throws LaurelError ACCOUNT_NOT_FOUND for an unknown organization; WEBHOOK_REFUSED when Credly knows no such event, or
 * it is another organization's; WEBHOOK_UNVERIFIED when that can't be found out now, and Credly should send it again
 */
export async function receiveNotice(parts: WebhookParts, notice: Notice, signal: AbortSignal): Promise<EventOutcome> {
  const { database, settings, credly } = parts;
  const id = notice.id.toLowerCase();
  const organization = notice.organization.toLowerCase();
  const accounts = await knownAccounts(settings, database);
  if (!accounts.some(({ origin, account }) => origin === 'credly' && account === organization))
    throw new LaurelError('ACCOUNT_NOT_FOUND', told`This Credly organization is not connected here.`);
  if (await isKnownEvent(database, id, organization)) return 'duplicate';

  const readIn =
    (environment: ProviderEnvironment): Read =>
    async (look) => {
      const outcome = await credly.read(organization, environment, look);
      if (outcome.kind === 'failed')
        throw unverified(
          told`Credly could not be reached (${outcome.failure.status === null ? told`no response` : String(outcome.failure.status)}).`,
        );
      return outcome.kind === 'found' ? outcome.value : null;
    };
  const found = await findEvent(await environmentsOf(parts), readIn, (reader) => reader.event(id, signal));
  if (found === null || !belongsTo(found.event, organization)) throw refused();
  const { event, environment } = found;
  const read = readIn(environment);

  const handle = handlerOf(event);
  for (let tries = 0; tries < mostTries; tries++) {
    const outcome = await handle({ database, event, organization, environment, read, signal });
    if (outcome !== 'changed_meanwhile') return outcome;
  }
  throw unverified(told`The badge or template it is about is being changed at the moment.`);
}

/** Asks Credly; null when there is no such thing. */
type Read = <T>(look: (reader: CredlyReader) => Promise<ReadOutcome<T>>) => Promise<T | null>;

/** Where the event can be: where new badges go, and where those are that were issued before USE_SANDBOX was switched. */
async function environmentsOf({ database, credly }: WebhookParts): Promise<ProviderEnvironment[]> {
  const first = await firstEnvironment(database, 'credly');
  return [...new Set([credly.environment, first ?? credly.environment])];
}

/** The event with the environment that knows it, or null. */
async function findEvent(
  environments: readonly ProviderEnvironment[],
  readIn: (environment: ProviderEnvironment) => Read,
  look: (reader: CredlyReader) => Promise<ReadOutcome<CredlyEvent>>,
): Promise<{ readonly event: CredlyEvent; readonly environment: ProviderEnvironment } | null> {
  for (const environment of environments) {
    const event = await readIn(environment)(look);
    if (event !== null) return { event, environment };
  }
  return null;
}

interface Handling {
  readonly environment: ProviderEnvironment;
  readonly database: Database;
  readonly event: CredlyEvent;
  readonly organization: string;
  readonly read: Read;
  readonly signal: AbortSignal;
}

type Handler = (handling: Handling) => Promise<EventOutcome | 'changed_meanwhile'>;

/** Both spellings of the badge's event have been seen; which of the template's it is, its state at Credly tells. */
function handlerOf({ event_type: type, badge, badge_template: template }: CredlyEvent): Handler {
  if (/^badge_template\.(created|changed|deleted)$/.test(type) && template != null) {
    const { id } = template;
    return (handling) => handleTemplate(handling, id);
  }
  if (/^badge\.(state[._]changed|deleted)$/.test(type) && badge != null)
    return (handling) => handleBadge(handling, badge);
  return (handling) => keep(handling, async () => 'ignored');
}

/** New templates come in inactive, known ones follow, gone ones are deactivated: as a sync does it, for this one. */
async function handleTemplate(handling: Handling, template: string): ReturnType<Handler> {
  const { database, organization, read, signal } = handling;
  const stamp = await credlyTemplateStamp(database, organization, template);
  const outside = await read((reader) => reader.template(template, signal));
  if (outside !== null && !isOwn(outside.owner, organization)) throw refused();
  return keep(handling, async (transaction) => {
    await lockRules(transaction);
    if ((await credlyTemplateStamp(transaction, organization, template)) !== stamp) return 'changed_meanwhile';
    const account = { origin: 'credly', organization } as const;
    const external = outside && toExternalTemplate(outside);
    const plan = planTemplate(account, await loadTemplates(transaction), template, external);
    await applyPlan(transaction, plan);
    return plan.imports.length + plan.changes.length > 0 ? 'applied' : 'nothing_new';
  });
}

async function handleBadge(handling: Handling, seen: NonNullable<CredlyEvent['badge']>): ReturnType<Handler> {
  const { database, event, organization, environment, read, signal } = handling;
  const badge = await findCredlyBadge(database, organization, environment, namesOf(seen));
  if (badge === null) return keep(handling, async () => 'unknown_badge');
  // A worker is about to write down what it did; that may be older than what Credly says now, and would stay.
  if (badge.inWork) throw unverified(told`The badge is being delivered right now.`);

  const outside = await read((reader) =>
    currentBadge(reader, badge.externalId ?? seen.id, badge.externalTemplate, signal),
  );
  // By our id of the earner alone it may be another site's learner.
  const recipient = { badgeId: badge.id, email: badge.email, sentTo: badge.sentTo };
  if (badge.externalId === null && !isLearnersAddress(recipient, outside?.recipient_email))
    return keep(handling, async () => 'unknown_badge');
  const change = outside === null ? await deletionOf(handling, badge) : badgeChangeFor(badge, toExternalBadge(outside));
  return keep(handling, async (transaction) => {
    if (change === null) return 'nothing_new';
    return (await changeCredlyBadge(transaction, badge, change, event.id)) ? 'applied' : 'changed_meanwhile';
  });
}

/** What it means that Credly knows our badge no longer; null when that proves nothing. */
async function deletionOf({ read, signal }: Handling, badge: CredlyBadgeRow): Promise<BadgeChange | null> {
  const isGone = await read(async (reader) => {
    const deleted = await isDeleted(reader, badge.externalTemplate, signal);
    return deleted ? { kind: 'found', value: true } : { kind: 'absent' };
  });
  return isGone ? badgeDeletion(badge) : null;
}

/** How our badge is at Credly now: one that was replaced by another of the same template is that other one. */
async function currentBadge(
  reader: CredlyReader,
  id: string,
  template: string,
  signal: AbortSignal,
): Promise<ReadOutcome<CredlyBadge>> {
  const own = await reader.badge(id, signal);
  if (own.kind !== 'found') return own;
  const newest = await newestOf(reader, own.value, signal);
  if (newest.kind === 'failed') return newest;
  return newest.kind === 'found' && newest.value.badge_template?.id === template ? newest : own;
}

/** How our rows name the badge: we give Credly the LMS user id, behind our prefix, as `issuer_earner_id`. */
function namesOf({
  id,
  issuer_earner_id: earner,
  badge_template: template,
}: NonNullable<CredlyEvent['badge']>): BadgeNames {
  // Behind the prefix, which ends in something else than a digit.
  const learner = Number(/(?:^|\D)(\d{1,16})$/.exec(earner ?? '')?.[1] ?? NaN);
  const isAward = earner != null && Number.isSafeInteger(learner) && template != null;
  return { externalId: id, award: isAward ? { earnerId: earner, learner, externalTemplate: template.id } : null };
}

class ChangedMeanwhileError extends Error {}
class KnownEventError extends Error {}

/** Does the work and keeps the event, in one transaction. */
async function keep(
  { database, event, organization }: Handling,
  work: (transaction: Transaction) => Promise<EventOutcome | 'changed_meanwhile'>,
): ReturnType<Handler> {
  try {
    return await database.transaction(async (transaction) => {
      const outcome = await work(transaction);
      if (outcome === 'changed_meanwhile') throw new ChangedMeanwhileError();
      const { event_type: eventType } = event;
      const occurredAt = timeOf(event.occurred_at);
      const kept = { id: event.id.toLowerCase(), organization, eventType, outcome, occurredAt };
      if (!(await keepEvent(transaction, kept))) throw new KnownEventError();
      return outcome;
    });
  } catch (error) {
    if (error instanceof ChangedMeanwhileError) return 'changed_meanwhile';
    if (error instanceof KnownEventError) return 'duplicate';
    throw error;
  }
}

function belongsTo(
  { organization_id: told, badge, badge_template: template }: CredlyEvent,
  organization: string,
): boolean {
  if (told.toLowerCase() !== organization) return false;
  return isOwn(template?.owner, organization) && isOwn(badge?.badge_template?.owner, organization);
}

/** An owner that is not told is the organization that was asked. */
function isOwn(owner: { readonly id: string } | null | undefined, organization: string): boolean {
  return owner == null || owner.id.toLowerCase() === organization;
}

/** A moment that can be stored, or null. */
function timeOf(text: string | null | undefined): Date | null {
  const time = new Date(text ?? NaN);
  const year = time.getUTCFullYear();
  return year >= 1970 && year <= 9_999 ? time : null;
}

function refused(): LaurelError {
  return new LaurelError('WEBHOOK_REFUSED', told`Credly has no such event for this organization.`);
}

function unverified(why: Told): LaurelError {
  return new LaurelError('WEBHOOK_UNVERIFIED', told`${why} Send it again.`);
}

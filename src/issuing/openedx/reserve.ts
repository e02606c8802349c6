import { randomBytes, randomInt } from 'node:crypto';
import type { Award } from '../../store/delivery/external.ts';
import type { Transaction } from '../../store/database/database.ts';
import {
  ensureAchievement,
  findAchievement,
  findBadgeFacts,
  loadEvidence,
} from '../../store/open-badges/achievements.ts';
import type { AchievementVersion, BadgeFacts } from '../../store/open-badges/achievements.ts';
import { findCredentials, moveReserved, reserveCredentials } from '../../store/open-badges/credentials.ts';
import type { Credential } from '../../store/open-badges/credentials.ts';
import { storeImage } from '../../store/open-badges/images.ts';
import { loadIssuers } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { currentList, openNextList } from '../../store/open-badges/status-lists.ts';
import { issuerNotThere } from '../issuers/issuers.ts';
import type { CredentialInput } from '../open-badges/credential/input.ts';
import { newSalt } from '../open-badges/credential/recipient.ts';
import { drawSlot } from '../open-badges/status-list/bits.ts';
import { achievementContent } from './achievement-content.ts';
import { credentialInput } from './credential-input.ts';
import { defaultImage } from './default-image.ts';
import { signingKey } from './issuing-parts.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { signStatusLists } from './status-list-signing.ts';

/** Slots that are tried at once; when none of so many is free, the list counts as full. */
const slotsTried = 16;
/** Of one list, before the next is opened: another may have taken just these slots at the same moment. */
const triesOfList = 2;
const mostLists = 8;
const publicIdBytes = 16;

/** What is to be done for an award. */
export type Prepared =
  /** There is no issuer. */
  | { readonly kind: 'held back' }
  | { readonly kind: 'signed already'; readonly credential: Credential }
  | {
      readonly kind: 'to sign';
      readonly credential: Credential;
      readonly issuer: Issuer;
      readonly input: CredentialInput;
      readonly key: Awaited<ReturnType<typeof signingKey>>;
    };

/** An award whose badge is not signed yet, and who issues it. */
interface Open {
  readonly award: Award;
  readonly facts: BadgeFacts;
  readonly issuer: Issuer;
  readonly earlier: Credential | undefined;
}

/**
 * Reserves the credentials of awards, each with a slot in a status list that verifiers can fetch, and gathers what they say: in a
 * handful of statements for all of them, since it is these, more than signatures, that others on the same machine wait for.
 *
 * @throws what goes wrong with any of them; together.ts does each alone then
 */
export async function reserveAll(parts: IssuingParts, awards: readonly Award[]): Promise<Prepared[]> {
  const { database } = parts;
  const ids = awards.map(({ badgeId }) => badgeId);
  const facts = await findBadgeFacts(database, ids);
  const earlier = await findCredentials(database, ids);
  const issuers = await loadIssuers(database);
  const open = awards.flatMap((award): Open[] => {
    const own = facts.get(award.badgeId);
    if (own === undefined) throw new Error('the badge of this award has no template');
    const before = earlier.get(award.badgeId);
    if (before !== undefined && before.body !== null) return [];
    const issuer = issuerFor(parts, issuers, own, before);
    return issuer === null ? [] : [{ award, facts: own, issuer, earlier: before }];
  });
  if (open.length === 0) return awards.map((award) => notToSign(earlier.get(award.badgeId)));
  const { credentials, achievements } = await database.transaction((transaction) => reserveIn(transaction, open));
  const evidence = await loadEvidence(
    database,
    open.map(({ award }) => award.badgeId),
  );
  const listIds = new Set([...credentials.values()].map(({ listId }) => listId));
  // Before anybody can see a badge: whoever verifies it fetches the list.
  for (const listId of listIds) await signStatusLists(parts, listId);
  const keys = new Map<number, Awaited<ReturnType<typeof signingKey>>>();
  for (const issuer of new Set(open.map((each) => each.issuer)))
    keys.set(issuer.id, await signingKey(parts, issuer, 'Ed25519'));

  const openById = new Map(open.map((each) => [each.award.badgeId, each]));
  return awards.map((award): Prepared => {
    const own = openById.get(award.badgeId);
    const credential = credentials.get(award.badgeId);
    if (own === undefined) return notToSign(earlier.get(award.badgeId));
    // By somebody else, since.
    if (credential !== undefined && credential.body !== null) return notToSign(credential);
    const achievement = achievements.get(achievementKey(own));
    const key = keys.get(own.issuer.id);
    if (credential === undefined || achievement === undefined || key === undefined)
      throw new Error('a badge was not reserved');
    const input = credentialInput({
      credential,
      issuer: own.issuer,
      achievement,
      email: award.email,
      requirements: own.facts.requirements,
      fulfillments: evidence.get(award.badgeId) ?? [],
    });
    return { kind: 'to sign', credential, issuer: own.issuer, input, key };
  });
}

function notToSign(credential: Credential | undefined): Prepared {
  return credential === undefined ? { kind: 'held back' } : { kind: 'signed already', credential };
}

/** Who has reserved it; else whom its template names, or who issues when it names nobody. */
function issuerFor(
  { defaultIssuer }: IssuingParts,
  issuers: readonly Issuer[],
  { achievement }: BadgeFacts,
  earlier: Credential | undefined,
): Issuer | null {
  if (earlier !== undefined) {
    const issuer = issuers.find(({ id }) => id === earlier.issuerId);
    if (issuer === undefined) throw new Error('the issuer of this credential is gone');
    return issuer;
  }
  const named = achievement?.issuer ?? null;
  if (named !== null) return issuers.find(({ slug }) => slug === named) ?? issuerNotThere(named);
  if (defaultIssuer !== null) return issuers.find(({ slug }) => slug === defaultIssuer) ?? null;
  return issuers[0] ?? null;
}

/** One of an issuer and a template: all of its awards say the same. */
function achievementKey({ issuer, facts }: Pick<Open, 'issuer' | 'facts'>): string {
  return `${issuer.id} ${facts.templateId}`;
}

async function reserveIn(
  transaction: Transaction,
  open: readonly Open[],
): Promise<{
  readonly credentials: ReadonlyMap<string, Credential>;
  readonly achievements: ReadonlyMap<string, AchievementVersion>;
}> {
  const achievements = new Map<string, AchievementVersion>();
  // In one order, as everybody: new versions are made one after the other.
  const byTemplate = open.toSorted((one, other) => one.facts.templateId - other.facts.templateId);
  for (const each of byTemplate)
    if (!achievements.has(achievementKey(each)))
      achievements.set(achievementKey(each), await ensureAchievementOf(transaction, each));
  const versionOf = (each: Open): AchievementVersion => {
    const version = achievements.get(achievementKey(each));
    if (version === undefined) throw new Error('an achievement was not made');
    return version;
  };
  // What was reserved and not signed says what the template says now: an attempt may have been refused because of it, and it may have
  // been mended since. Slot, salt and address stay.
  for (const each of open)
    if (each.earlier !== undefined) await moveReserved(transaction, each.award.badgeId, versionOf(each));
  const fresh = open.filter(({ earlier }) => earlier === undefined);
  for (const issuer of new Set(fresh.map((each) => each.issuer)))
    await reserveNew(
      transaction,
      issuer,
      fresh.filter((each) => each.issuer === issuer),
      versionOf,
    );
  return { credentials: await findCredentials(transaction, idsOf(open)), achievements };
}

async function reserveNew(
  transaction: Transaction,
  issuer: Issuer,
  open: readonly Open[],
  versionOf: (each: Open) => AchievementVersion,
): Promise<void> {
  let left = open;
  let list = await currentList(transaction, issuer.id);
  for (let lists = 0; lists < mostLists; lists++) {
    for (let tries = 0; tries < triesOfList; tries++) {
      const wanted = left.map((each) => {
        const { id, version } = versionOf(each);
        return {
          badgeId: each.award.badgeId,
          publicId: randomBytes(publicIdBytes).toString('base64url'),
          issuerId: issuer.id,
          achievementId: id,
          achievementVersion: version,
          listId: list.id,
          slots: Array.from({ length: slotsTried }, () => drawSlot(randomInt)),
          salt: newSalt(),
          awardedAt: each.award.earnedAt,
          validFrom: each.award.earnedAt,
          validUntil: null,
        };
      });
      await reserveCredentials(transaction, wanted);
      const found = await findCredentials(transaction, idsOf(left));
      left = left.filter(({ award }) => !found.has(award.badgeId));
      if (left.length === 0) return;
    }
    list = await openNextList(transaction, issuer.id, list.number);
  }
  throw new Error('no slot of any status list could be had');
}

async function ensureAchievementOf(transaction: Transaction, { issuer, facts }: Open): Promise<AchievementVersion> {
  const content = achievementContent(facts, issuer);
  if ('sha256' in content.image && content.image.sha256 === defaultImage.sha256)
    await storeImage(transaction, defaultImage);
  const { id, version } = await ensureAchievement(
    transaction,
    { templateId: facts.templateId, issuerId: issuer.id },
    content,
  );
  const achievement = await findAchievement(transaction, id, version);
  if (achievement === null) throw new Error('the achievement of this credential is gone');
  return achievement;
}

function idsOf(open: readonly Open[]): string[] {
  return open.map(({ award }) => award.badgeId);
}

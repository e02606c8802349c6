import { randomBytes, randomInt } from 'node:crypto';
import { failpoint } from '../../failpoints.ts';
import type { Award } from '../../store/delivery/external.ts';
import type { Transaction } from '../../store/database/database.ts';
import {
  ensureAchievement,
  findAchievement,
  findBadgeFacts,
  loadEvidence,
} from '../../store/open-badges/achievements.ts';
import type { BadgeFacts } from '../../store/open-badges/achievements.ts';
import { findCredential, moveReserved, reserveCredential, storeSigned } from '../../store/open-badges/credentials.ts';
import type { Credential } from '../../store/open-badges/credentials.ts';
import { storeImage } from '../../store/open-badges/images.ts';
import { findIssuerById } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { currentList, openNextList } from '../../store/open-badges/status-lists.ts';
import { defaultIssuer, requireIssuer } from '../issuers/issuers.ts';
import { newSalt } from '../open-badges/credential/recipient.ts';
import { drawSlot } from '../open-badges/status-list/bits.ts';
import { achievementContent } from './achievement-content.ts';
import { defaultImage } from './default-image.ts';
import { credentialInput } from './credential-input.ts';
import type { IssuingParts } from './issuing-parts.ts';
import { signingKey } from './issuing-parts.ts';
import { signStatusLists } from './status-list-signing.ts';

/** Slots that are tried at once; when none of so many is free, the list counts as full. */
const slotsTried = 16;
/** Of one list, before the next is opened: another may have taken just these slots at the same moment. */
const triesOfList = 2;
const mostLists = 8;
const publicIdBytes = 16;

/**
 * Issues the badge of an award: reserves its credential, with a slot in a status list, and signs it. Each step is kept, so that
 * whoever comes after a crash goes on from there, and nothing is ever issued twice.
 *
 * @returns null when there is no issuer: the badge is held back
 */
export async function issueCredential(
  parts: IssuingParts,
  award: Award,
  signal: AbortSignal,
): Promise<Credential | null> {
  const { database } = parts;
  const facts = await findBadgeFacts(database, award.badgeId);
  if (facts === null) throw new Error('the badge of this award has no template');
  const earlier = await findCredential(database, award.badgeId);
  if (earlier !== null && earlier.body !== null) return earlier;
  const reserved = earlier === null ? await reserve(parts, award, facts) : await asTheTemplateIs(parts, earlier, facts);
  if (reserved === null) return null;
  failpoint('issue.reserved');
  if (reserved.body !== null) return reserved;
  const issuer = await issuerOf(parts, reserved);
  const achievement = await findAchievement(database, reserved.achievementId, reserved.achievementVersion);
  if (achievement === null) throw new Error('the achievement of this credential is gone');
  const input = credentialInput({
    credential: reserved,
    issuer,
    achievement,
    email: award.email,
    requirements: facts.requirements,
    fulfillments: await loadEvidence(database, award.badgeId),
  });
  for (;;) {
    const key = await signingKey(parts, issuer, 'Ed25519');
    const created = new Date().toISOString();
    const body = await parts.signer.sign({ kind: 'credential', input, key: key.signing, created }, signal);
    failpoint('issue.signed');
    // Before anybody can see it: whoever verifies it fetches the list.
    await signStatusLists(parts, reserved.listId);
    failpoint('issue.listed');
    await storeSigned(database, award.badgeId, body, key.number);
    failpoint('issue.stored');
    const stored = await findCredential(database, award.badgeId);
    // Nothing is stored only when this key was revoked while it signed; then another one does it.
    if (stored === null || stored.body !== null) return stored;
  }
}

async function reserve(parts: IssuingParts, award: Award, facts: BadgeFacts): Promise<Credential | null> {
  const { database } = parts;
  const named = facts.achievement?.issuer ?? null;
  const issuer =
    named === null ? await defaultIssuer(database, parts.defaultIssuer) : await requireIssuer(database, named);
  if (issuer === null) return null;
  return database.transaction((transaction) => reserveIn(transaction, issuer, award, facts));
}

/**
 * What was reserved and not signed, with what the template says now: if an attempt was refused because of the template, it may have
 * been mended since. Slot, salt and address stay.
 */
async function asTheTemplateIs(parts: IssuingParts, reserved: Credential, facts: BadgeFacts): Promise<Credential> {
  const issuer = await issuerOf(parts, reserved);
  return parts.database.transaction(async (transaction) => {
    const achievement = await ensureAchievementOf(transaction, issuer, facts);
    await moveReserved(transaction, reserved.badgeId, achievement);
    return { ...reserved, achievementId: achievement.id, achievementVersion: achievement.version };
  });
}

async function ensureAchievementOf(transaction: Transaction, issuer: Issuer, facts: BadgeFacts) {
  const content = achievementContent(facts, issuer);
  if ('sha256' in content.image && content.image.sha256 === defaultImage.sha256)
    await storeImage(transaction, defaultImage);
  return ensureAchievement(transaction, { templateId: facts.templateId, issuerId: issuer.id }, content);
}

async function reserveIn(
  transaction: Transaction,
  issuer: Issuer,
  award: Award,
  facts: BadgeFacts,
): Promise<Credential | null> {
  const achievement = await ensureAchievementOf(transaction, issuer, facts);
  let list = await currentList(transaction, issuer.id);
  for (let lists = 0; lists < mostLists; lists++) {
    for (let tries = 0; tries < triesOfList; tries++) {
      const done = await reserveCredential(transaction, {
        badgeId: award.badgeId,
        publicId: randomBytes(publicIdBytes).toString('base64url'),
        issuerId: issuer.id,
        achievementId: achievement.id,
        achievementVersion: achievement.version,
        listId: list.id,
        slots: Array.from({ length: slotsTried }, () => drawSlot(randomInt)),
        salt: newSalt(),
        awardedAt: award.earnedAt,
        validFrom: award.earnedAt,
        validUntil: null,
      });
      const found = await findCredential(transaction, award.badgeId);
      if (done || found !== null) return found;
    }
    list = await openNextList(transaction, issuer.id, list.number);
  }
  throw new Error('no slot of any status list could be had');
}

async function issuerOf({ database }: IssuingParts, { issuerId }: Credential): Promise<Issuer> {
  const issuer = await findIssuerById(database, issuerId);
  if (issuer === null) throw new Error('the issuer of this credential is gone');
  return issuer;
}

import { composeAchievement, composeProfile } from '../credential/achievement.ts';
import type { Achievement, Evidence, Profile } from '../credential/input.ts';
import { identityHash } from '../credential/recipient.ts';
import { absolute, compact, CredentialInputError, moment, optional } from '../credential/values.ts';
import { idOf } from '../json.ts';
import type { JsonObject } from '../json.ts';

/**
 * The same badges as Open Badges 2.0 (hosted verification), for backpacks that know no newer. Each document is served at the
 * address that is its id, all of one issuer below one origin: that it is found there is its proof.
 */
const context = 'https://w3id.org/openbadges/v2';

/** Where the three documents of a badge are served. */
export interface HostedAddresses {
  readonly issuer: string;
  readonly badgeClass: string;
  readonly assertion: string;
}

/** What an assertion says besides its class. */
export interface AssertionInput {
  readonly email: { readonly address: string; readonly salt: string };
  readonly issuedOn: string;
  readonly expires?: string | undefined;
  /** The baked image of this badge. */
  readonly image?: string | undefined;
  readonly evidence?: readonly Evidence[] | undefined;
}

/** The profile of an issuer. Its own address must be there: the older form asks for one. */
export function hostedIssuer(addresses: Pick<HostedAddresses, 'issuer'>, profile: Profile): JsonObject {
  const { name, url, email, description, image } = composeProfile(profile);
  if (url === undefined) throw new CredentialInputError("Open Badges 2.0 needs the issuer's URL.");
  const members = {
    id: absolute(addresses.issuer, 'the address of the issuer'),
    type: 'Issuer',
    name,
    url,
    email,
    description,
  };
  return compact({ '@context': context, ...members, image: idOf(image) });
}

/** The class of a badge. */
export function hostedBadgeClass(
  addresses: Pick<HostedAddresses, 'issuer' | 'badgeClass'>,
  achievement: Achievement,
): JsonObject {
  const { name, description, image, criteria, tag, alignment } = composeAchievement(achievement);
  if (image === undefined) throw new CredentialInputError('Open Badges 2.0 needs an image of the badge.');
  return compact({
    '@context': context,
    id: absolute(addresses.badgeClass, 'the address of the badge class'),
    type: 'BadgeClass',
    name,
    description,
    image: idOf(image),
    criteria,
    issuer: absolute(addresses.issuer, 'the address of the issuer'),
    tags: tag,
    alignment: Array.isArray(alignment) ? (alignment as readonly JsonObject[]).map(alignmentOf2) : undefined,
    '@language': optional(achievement.language, 'the language'),
  });
}

/** One award of a badge. */
export function hostedAssertion(addresses: Omit<HostedAddresses, 'issuer'>, input: AssertionInput): JsonObject {
  const { address, salt } = input.email;
  return compact({
    '@context': context,
    id: absolute(addresses.assertion, 'the address of the assertion'),
    type: 'Assertion',
    recipient: { type: 'email', hashed: true, salt, identity: identityHash(address, salt) },
    badge: absolute(addresses.badgeClass, 'the address of the badge class'),
    image: input.image === undefined ? undefined : absolute(input.image, 'the address of the baked image'),
    issuedOn: moment(input.issuedOn, 'issuedOn'),
    expires: input.expires === undefined ? undefined : moment(input.expires, 'expires'),
    verification: { type: 'HostedBadge' },
    evidence: (input.evidence ?? []).map(evidenceOf2),
  });
}

/** What is served, with the status 410, for a badge that was revoked. */
export function hostedRevocation({ assertion }: Pick<HostedAddresses, 'assertion'>, reason?: string): JsonObject {
  return compact({
    '@context': context,
    id: absolute(assertion, 'the address of the assertion'),
    type: 'Assertion',
    revoked: true,
    revocationReason: optional(reason, 'the reason of the revocation'),
  });
}

function alignmentOf2({ type: _type, targetType: _targetType, ...members }: JsonObject): JsonObject {
  return members;
}

function evidenceOf2({ id, name, description, narrative, genre }: Evidence): JsonObject {
  return compact({
    id: id === undefined ? undefined : absolute(id, 'the id of an evidence'),
    name: optional(name, 'the name of an evidence'),
    description: optional(description, 'the description of an evidence'),
    narrative: optional(narrative, 'the narrative of an evidence'),
    genre: optional(genre, 'the genre of an evidence'),
  });
}

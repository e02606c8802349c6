import { statusListTokenUrl } from '../../issuing/openedx/achievement-content.ts';
import { subjectId } from '../../issuing/openedx/credential-input.ts';
import { signingKey } from '../../issuing/openedx/issuing-parts.ts';
import type { IssuingParts } from '../../issuing/openedx/issuing-parts.ts';
import { bake } from '../../issuing/open-badges/baking/baking.ts';
import { isJsonObject } from '../../issuing/open-badges/json.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { signAsJwt } from '../../issuing/open-badges/proofs/jwt.ts';
import { sdJwtMediaType, signAsSdJwt } from '../../issuing/open-badges/proofs/sd-jwt.ts';
import type { AchievementContent } from '../../store/open-badges/achievements.ts';
import type { Credential } from '../../store/open-badges/credentials.ts';
import { findImage } from '../../store/open-badges/images.ts';
import type { ImageType } from '../../store/open-badges/images.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { Cards } from '../public-pages/card/cards.ts';

/** A credential that is signed. */
export type SignedCredential = Credential & { readonly body: string };

/** The media types of a badge as a file. */
export const fileTypes = {
  json: 'application/json',
  jwt: 'application/jwt',
  'sd-jwt': sdJwtMediaType,
  png: 'image/png',
  svg: 'image/svg+xml',
} as const;

/** The algorithms of tokens, and which of the issuer's keys signs by them. */
const tokenKeys = { RS256: 'RSA', ES256: 'P-256' } as const;

export type TokenAlgorithm = keyof typeof tokenKeys;

/** The badge as a token (VC-JWT), signed when it is asked for. */
export async function asToken(
  parts: IssuingParts,
  issuer: Issuer,
  { badgeId, salt, body }: SignedCredential,
  algorithm: TokenAlgorithm,
): Promise<string> {
  const { proof: _proof, credentialSubject, ...credential } = JSON.parse(body) as JsonObject;
  const subject = isJsonObject(credentialSubject ?? null) ? (credentialSubject as JsonObject) : {};
  const withSubject = { ...credential, credentialSubject: { id: subjectId(badgeId, salt), ...subject } };
  return signAsJwt(withSubject, (await signingKey(parts, issuer, tokenKeys[algorithm])).signing);
}

/** The badge as an SD-JWT VC, signed when it is asked for. It names the status list in the form that its verifiers know. */
export async function asSdJwt(
  parts: IssuingParts,
  issuer: Issuer,
  { body, listNumber }: SignedCredential,
): Promise<string> {
  const { signing } = await signingKey(parts, issuer, 'P-256');
  return signAsSdJwt(JSON.parse(body) as JsonObject, signing, {
    issuedAt: new Date().toISOString(),
    statusListToken: statusListTokenUrl(issuer, listNumber),
  });
}

/**
 * The picture of a badge with the badge in it, as the one kind or the other, whichever was uploaded.
 *
 * @returns null when the picture is not kept here
 */
export async function baked(
  { database, cards }: Pick<IssuingParts, 'database'> & { readonly cards: Pick<Cards, 'rasterise'> },
  { image }: AchievementContent,
  mediaType: ImageType,
  text: string,
): Promise<Buffer | null> {
  if ('url' in image) return null;
  const stored = await findImage(database, image.sha256);
  if (stored === null) return null;
  if (stored.mediaType === mediaType) return bake(stored.bytes, text);
  return bake(mediaType === 'image/svg+xml' ? svgAround(stored.bytes) : await cards.rasterise(stored.bytes), text);
}

function svgAround(png: Buffer): Buffer {
  // Width and height stand at the same place in every PNG.
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const href = `data:image/png;base64,${png.toString('base64')}`;
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><image href="${href}" width="${width}" height="${height}"/></svg>`,
  );
}

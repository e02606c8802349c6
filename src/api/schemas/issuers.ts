import { z } from 'zod';
import { checkedParts, checkOutcomes } from '../../issuing/issuers/check-outcomes.ts';
import { issuerSlug } from '../../settings/issuer-slug.ts';
import { keyAlgorithms } from '../../store/open-badges/issuer-keys.ts';
import { flag, timestamp, nameOf } from './common.ts';
import { wording } from './wording.ts';
import { told } from '../../told.ts';

export const slugOfIssuer = issuerSlug.meta({
  description: "Used in the URLs of the issuer and as the last part of its DID. It can't be changed.",
});

const profile = {
  name: nameOf(200).meta({ description: 'Name of the issuer, as shown in badges and wallets.' }),
  url: z
    .url({ protocol: /^https?$/, error: told`must be an http or https address`.text })
    .max(2000)
    .meta({
      description: 'The home page of the issuer.',
    }),
  email: z
    .email({ error: told`must be an e-mail address`.text })
    .max(254)
    .nullable()
    .default(null)
    .meta({
      description: 'Where people can ask about its badges; public.',
    }),
  language: z
    .string()
    .regex(/^[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{2,8})*$/, told`must be a language tag such as en or pt-BR`.text)
    .default('en')
    .meta({ description: 'Language of its badges, unless a template sets another (BCP 47).' }),
};

const logo = z
  .string()
  .regex(/^[0-9a-f]{64}$/, told`must be the digest of an uploaded image`.text)
  .nullable()
  .meta({ description: 'Digest of its logo (`POST /api/v1/images`), served at `/images/<digest>`; null: none.' });

export const issuerKey = z
  .strictObject({
    id: z.string().meta({ description: 'As in the DID document, such as `key-1`.' }),
    algorithm: z.enum(keyAlgorithms),
    purpose: z.enum(['credential', 'token']).meta({
      description: '`credential`: signs the badges themselves; `token`: signs them as JWT on demand.',
    }),
    createdAt: timestamp,
    retiredAt: timestamp
      .nullable()
      .meta({ description: 'Since when it no longer signs; what it signed can still be verified.' }),
    revokedAt: timestamp.nullable().meta({ description: 'Since when what it signed can no longer be verified.' }),
    signed: z.int().meta({
      description: 'Badges signed with it; for a revoked key, those that are still to be signed again.',
    }),
    live: z.int().meta({ description: 'How many of them are neither revoked nor expired.' }),
  })
  .meta({ id: 'IssuerKey' });

/** Who issues badges in Laurel's own name. Private keys never leave the database. */
export const issuer = z
  .strictObject({
    slug: z.string(),
    name: z.string(),
    url: z.string(),
    email: z.string().nullable(),
    language: z.string(),
    logo,
    did: z.string().meta({ description: 'Its identifier for wallets and verifiers (did:web).' }),
    profileUrl: z.string().meta({ description: 'Its public profile.' }),
    walletMetadataUrl: z.string().meta({ description: 'Its metadata for wallets (OpenID4VCI).' }),
    didDocumentUrl: z.string().meta({ description: 'Where verifiers fetch its public keys.' }),
    isDefault: z.boolean().meta({ description: 'Issues the badges of templates that name no issuer.' }),
    credentials: z.int().meta({ description: 'Badges it has issued.' }),
    revoked: z.int().meta({ description: 'How many of them are revoked.' }),
    templates: z.int().meta({ description: 'Badge templates that name it.' }),
    keys: z.array(issuerKey),
    createdAt: timestamp,
  })
  .meta({ id: 'Issuer' });
export type IssuerView = z.output<typeof issuer>;

export const issuerList = z
  .strictObject({
    items: z.array(issuer),
    heldBack: z
      .int()
      .meta({ description: 'Badges that were awarded while there was no issuer, and are not issued yet.' }),
  })
  .meta({ id: 'IssuerList' });
export type IssuerListView = z.output<typeof issuerList>;

export const missingIssued = z
  .strictObject({ due: z.int().meta({ description: 'Badges that are issued now.' }) })
  .meta({ id: 'MissingIssued' });
export type MissingIssued = z.output<typeof missingIssued>;

export const issuerCreate = z
  .strictObject({ slug: slugOfIssuer, ...profile, logo: logo.default(null) })
  .meta({ id: 'IssuerCreate' });
export type IssuerCreate = z.input<typeof issuerCreate>;

export const issuerUpdate = z
  .strictObject({
    ...profile,
    logo: logo.optional().meta({ description: 'As for a new issuer; if left out, the logo stays.' }),
  })
  .meta({ id: 'IssuerUpdate' });

export type IssuerUpdate = z.input<typeof issuerUpdate>;

export const keyRotation = z
  .strictObject({
    algorithms: z
      .array(z.enum(keyAlgorithms))
      .min(1)
      .optional()
      .meta({ description: 'Which keys to rotate; default: all.' }),
  })
  .nullish()
  .meta({ id: 'KeyRotation' });

export const keyRevocation = z.strictObject({
  confirm: flag.optional().meta({ description: 'Confirm that nothing that the key signed can be verified any more.' }),
});

export const issuerDelete = z.strictObject({
  confirm: flag.optional().meta({ description: 'Confirm that the keys of the issuer are deleted with it.' }),
});

export const issuerCheck = z
  .strictObject({
    addresses: z.array(
      z.strictObject({
        part: z.enum(checkedParts).meta({ description: 'What is at the address.' }),
        url: z.string(),
        succeeded: z.boolean(),
        outcome: z.enum(checkOutcomes).meta({
          description: '`keys_lacking`: an old copy without the current keys; `other_issuer`: something else is there.',
        }),
        message: z.string().meta({ description: 'What is wrong and what to do, or that the answer is right.' }),
        wording,
      }),
    ),
    didDocument: z.looseObject({}).meta({ description: 'The DID document as it is served.' }),
  })
  .meta({ id: 'IssuerCheck' });
export type IssuerCheckResult = z.output<typeof issuerCheck>;

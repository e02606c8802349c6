import { z } from 'zod';
import { checkedParts, checkOutcomes } from '../../issuing/issuers/check-outcomes.ts';
import { issuerSlug } from '../../settings/issuer-slug.ts';
import { keyAlgorithms } from '../../store/open-badges/issuer-keys.ts';
import { flag, timestamp, nameOf } from './common.ts';
import { wording } from './wording.ts';
import { told } from '../../told.ts';

export const slugOfIssuer = issuerSlug.meta({
  description: 'In the addresses of the issuer, and the last part of its DID. It stays.',
});

const profile = {
  name: nameOf(200).meta({ description: 'Who issues, as badges and wallets show it.' }),
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
    .meta({ description: 'Language of its badges, where a template says no other (BCP 47).' }),
};

const logo = z
  .string()
  .regex(/^[0-9a-f]{64}$/, told`must be the digest of an image that was uploaded`.text)
  .nullable()
  .meta({ description: 'Digest of its logo (`POST /api/v1/images`), served at `/images/<digest>`; null: none.' });

export const issuerKey = z
  .strictObject({
    id: z.string().meta({ description: 'As in the DID document: `key-1`.' }),
    algorithm: z.enum(keyAlgorithms),
    purpose: z.enum(['credential', 'token']).meta({
      description: '`credential`: signs the badges themselves; `token`: signs them as JWT on demand.',
    }),
    createdAt: timestamp,
    retiredAt: timestamp
      .nullable()
      .meta({ description: 'Since when it signs no more; what it has signed still verifies.' }),
    revokedAt: timestamp.nullable().meta({ description: 'Since when what it has signed does not verify.' }),
    signed: z.int().meta({
      description: 'Badges here whose signature is its; of a revoked key those that are still to be signed again.',
    }),
    live: z.int().meta({ description: 'Those of them that are neither revoked nor expired.' }),
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
    did: z.string().meta({ description: 'Who it is for wallets and verifiers (did:web).' }),
    profileUrl: z.string().meta({ description: 'Its public profile.' }),
    walletMetadataUrl: z.string().meta({ description: 'What it tells wallets of itself (OpenID4VCI).' }),
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
    logo: logo.optional().meta({ description: 'As for a new one; left out: stays as it is.' }),
  })
  .meta({ id: 'IssuerUpdate' });

export type IssuerUpdate = z.input<typeof issuerUpdate>;

export const keyRotation = z
  .strictObject({
    algorithms: z.array(z.enum(keyAlgorithms)).min(1).optional().meta({ description: 'Which keys; left out: all.' }),
  })
  .nullish()
  .meta({ id: 'KeyRotation' });

export const keyRevocation = z.strictObject({
  confirm: flag.optional().meta({ description: 'It is meant: what the key has signed never verifies again.' }),
});

export const issuerDelete = z.strictObject({
  confirm: flag.optional().meta({ description: 'It is meant: the keys of the issuer are lost with it.' }),
});

export const issuerCheck = z
  .strictObject({
    addresses: z.array(
      z.strictObject({
        part: z.enum(checkedParts).meta({ description: 'What is at the address.' }),
        url: z.string(),
        succeeded: z.boolean(),
        outcome: z.enum(checkOutcomes).meta({
          description:
            '`keys_lacking`: an old copy without the keys that sign now; `other_issuer`: something else is there.',
        }),
        message: z.string().meta({ description: 'What is wrong and what to do, or that it answers as it should.' }),
        wording,
      }),
    ),
    didDocument: z.looseObject({}).meta({ description: 'The DID document as it is served.' }),
  })
  .meta({ id: 'IssuerCheck' });
export type IssuerCheckResult = z.output<typeof issuerCheck>;

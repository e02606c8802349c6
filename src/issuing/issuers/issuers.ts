import { ConfirmationNeeded } from '../../error-kinds.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { noEncryptionKey } from '../../secrets.ts';
import type { Keyring } from '../../secrets.ts';
import type { Settings } from '../../settings.ts';
import type { Database, Queryable, Transaction } from '../../store/database/database.ts';
import { keyAlgorithms, retireIssuerKey } from '../../store/open-badges/issuer-keys.ts';
import type { KeyAlgorithm } from '../../store/open-badges/issuer-keys.ts';
import {
  deleteIssuer,
  findIssuer,
  insertIssuer,
  issuerUse,
  loadIssuers,
  lockIssuer,
  updateIssuer,
} from '../../store/open-badges/issuers.ts';
import type { Issuer, IssuerProfile } from '../../store/open-badges/issuers.ts';
import { keepAsLogo, knownImages } from '../../store/open-badges/images.ts';
import { appendAudit } from '../../store/operators/audit.ts';
import type { ChangedBy } from '../../store/operators/audit.ts';
import { lockRules } from '../../store/engine/templates.ts';
import { issuerBaseUrl } from './issuer-address.ts';
import { makeKeys, storeKey } from './issuer-keys.ts';

/** Looks after who issues badges in Laurel's own name. Every change is in the audit; no key ever is. */
export interface IssuerParts {
  readonly database: Database;
  readonly settings: Pick<Settings, 'http'>;
  readonly keyring: Keyring;
}

/** Sees the issuer before it is changed, in the transaction that changes it; what it throws cancels the change. */
export type IssuerCheck = (stored: Issuer) => void;

/**
 * Makes an issuer with a key of each algorithm.
 *
 * @throws LaurelError PUBLIC_URL_UNFIT, ISSUER_EXISTS, IMAGE_UNFIT, or ENCRYPTION_KEY_MISSING without an encryption key
 */
export async function createIssuer(
  { database, settings, keyring }: IssuerParts,
  wanted: IssuerProfile & Pick<Issuer, 'slug'>,
  by: ChangedBy,
): Promise<Issuer> {
  const baseUrl = issuerBaseUrl(settings.http);
  // Said before RSA takes its time.
  if (keyring.sealsWith === null) throw noEncryptionKey();
  if ((await findIssuer(database, wanted.slug)) !== null) throw existsAlready(wanted.slug);
  await requireLogo(database, wanted.logo);
  const keys = await makeKeys();
  return database.transaction(async (transaction) => {
    const issuer = await insertIssuer(transaction, { ...wanted, baseUrl });
    if (issuer === null) throw existsAlready(wanted.slug);
    if (wanted.logo !== null) await keepAsLogo(transaction, wanted.logo);
    for (const key of keys) await storeKey(transaction, keyring, issuer.id, key);
    await note(transaction, 'issuer.create', issuer.slug, null, profileOf(issuer), by);
    return issuer;
  });
}

/**
 * Changes what an issuer says of itself. Badges that were issued before keep what they say.
 *
 * @throws LaurelError ISSUER_NOT_FOUND, or IMAGE_UNFIT for a logo that is not stored
 */
export function changeIssuer(
  { database }: Pick<IssuerParts, 'database'>,
  slug: string,
  edit: { readonly [Field in keyof IssuerProfile]?: IssuerProfile[Field] | undefined },
  check: IssuerCheck,
  by: ChangedBy,
): Promise<Issuer> {
  return database.transaction(async (transaction) => {
    const before = await requireLocked(transaction, slug);
    check(before);
    await requireLogo(transaction, edit.logo ?? null);
    const given = Object.fromEntries(Object.entries(edit).filter(([, value]) => value !== undefined));
    const stored = await updateIssuer(transaction, before.id, { ...profileOf(before), ...given });
    if (stored.logo !== null) await keepAsLogo(transaction, stored.logo);
    await note(transaction, 'issuer.update', slug, profileOf(before), profileOf(stored), by);
    return stored;
  });
}

/**
 * Gives an issuer new keys. The private parts of the old ones are destroyed; what they signed still verifies.
 *
 * @param algorithms which keys; undefined: all
 * @throws LaurelError ISSUER_NOT_FOUND, or ENCRYPTION_KEY_MISSING without an encryption key
 */
export async function rotateIssuerKeys(
  { database, keyring }: Pick<IssuerParts, 'database' | 'keyring'>,
  slug: string,
  algorithms: readonly KeyAlgorithm[] | undefined,
  by: ChangedBy,
): Promise<Issuer> {
  await requireIssuer(database, slug);
  if (keyring.sealsWith === null) throw noEncryptionKey();
  const keys = await makeKeys(algorithms ?? keyAlgorithms);
  return database.transaction(async (transaction) => {
    const issuer = await requireLocked(transaction, slug);
    const numbers: number[] = [];
    for (const key of keys) {
      await retireIssuerKey(transaction, issuer.id, key.algorithm);
      numbers.push(await storeKey(transaction, keyring, issuer.id, key));
    }
    const after = {
      keys: numbers.map((number) => `key-${number}`),
      algorithms: keys.map(({ algorithm }) => algorithm),
    };
    await note(transaction, 'issuer.rotate_keys', slug, null, after, by);
    return issuer;
  });
}

/**
 * Removes an issuer that has issued nothing, with its keys.
 *
 * @throws LaurelError ISSUER_NOT_FOUND, ISSUER_IN_USE, or CONFIRMATION_NEEDED
 */
export function removeIssuer(
  { database }: Pick<IssuerParts, 'database'>,
  slug: string,
  { check, confirmed, howToConfirm }: { check?: IssuerCheck; confirmed: boolean; howToConfirm: Told },
  by: ChangedBy,
): Promise<void> {
  return database.transaction(async (transaction) => {
    // No template names it between the look and the end.
    await lockRules(transaction);
    const issuer = await requireLocked(transaction, slug);
    check?.(issuer);
    const use = (await issuerUse(transaction)).get(issuer.id);
    if (use !== undefined && use.credentials > 0)
      throw new LaurelError('ISSUER_IN_USE', [
        told`It has issued ${use.credentials === 1 ? told`1 badge` : told`${use.credentials} badges`}, which could no longer be verified without its keys and status lists.`,
        told`Choose another issuer in its templates instead. It then issues no more badges, and the badges it has issued stay valid.`,
      ]);
    if (use !== undefined && use.templates > 0)
      throw new LaurelError('ISSUER_IN_USE', [
        use.templates === 1 ? told`1 badge template uses it.` : told`${use.templates} badge templates use it.`,
        told`Choose another issuer there first.`,
      ]);
    if (!confirmed) throw new ConfirmationNeeded([told`Its keys and its DID would be lost.`, howToConfirm], {});
    await deleteIssuer(transaction, issuer.id);
    await note(transaction, 'issuer.delete', slug, profileOf(issuer), null, by);
  });
}

/** @throws LaurelError ISSUER_NOT_FOUND */
export async function requireIssuer(queryable: Queryable, slug: string): Promise<Issuer> {
  return (await findIssuer(queryable, slug)) ?? issuerNotThere(slug);
}

/**
 * Who issues when a template names nobody: the one of the settings, else the one that was made first; null while there is
 * none, and badges are held back until there is.
 */
export async function defaultIssuer(queryable: Queryable, slug: string | null): Promise<Issuer | null> {
  if (slug !== null) return findIssuer(queryable, slug);
  return (await loadIssuers(queryable))[0] ?? null;
}

async function requireLocked(transaction: Transaction, slug: string): Promise<Issuer> {
  return (await lockIssuer(transaction, slug)) ?? issuerNotThere(slug);
}

/** @throws LaurelError ISSUER_NOT_FOUND */
export function issuerNotThere(slug: string): never {
  throw new LaurelError(
    'ISSUER_NOT_FOUND',
    told`No issuer has the id "${slug}". \`laurel issuers list\` shows the available ones.`,
  );
}

function existsAlready(slug: string): LaurelError {
  return new LaurelError('ISSUER_EXISTS', told`Change the issuer "${slug}", or choose another id for the URL.`);
}

async function requireLogo(queryable: Queryable, logo: string | null): Promise<void> {
  if (logo !== null && !(await knownImages(queryable, [logo])).has(logo))
    throw new LaurelError('IMAGE_UNFIT', told`The logo has not been uploaded. Upload it first.`);
}

function profileOf({ name, url, email, logo, language }: Issuer): IssuerProfile {
  return { name, url, email, logo, language };
}

async function note(
  transaction: Transaction,
  action: string,
  target: string,
  before: object | null,
  after: object | null,
  by: ChangedBy,
): Promise<void> {
  await appendAudit(transaction, { ...by, action, targetType: 'issuer', target, before, after });
}

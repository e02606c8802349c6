import type { Queryable, Transaction } from '../database/database.ts';

/** A status list of an issuer. */
export interface StatusList {
  readonly id: number;
  readonly issuerId: number;
  /** In its address. */
  readonly number: number;
}

/** A list as it is to be signed. */
export interface ListToSign extends StatusList {
  readonly revision: number;
  /** Slots of revoked badges. */
  readonly revoked: readonly number[];
}

/** The list of an issuer that takes badges now; the first one is made when it is needed. */
export async function currentList(transaction: Transaction, issuerId: number): Promise<StatusList> {
  return (await newestList(transaction, issuerId)) ?? openNextList(transaction, issuerId, 0);
}

/** Opens the list after the one of a number, unless somebody else just has. */
export async function openNextList(transaction: Transaction, issuerId: number, after: number): Promise<StatusList> {
  await transaction.query(
    'INSERT INTO status_list (issuer_id, number) VALUES ($1, $2) ON CONFLICT ON CONSTRAINT status_list_number_key DO NOTHING',
    [issuerId, after + 1],
  );
  const list = await newestList(transaction, issuerId);
  if (list === undefined) throw new Error('the status list vanished while it was opened');
  return list;
}

async function newestList(queryable: Queryable, issuerId: number): Promise<StatusList | undefined> {
  const [row] = await queryable.query<StatusList>(
    'SELECT id, issuer_id AS "issuerId", number FROM status_list WHERE issuer_id = $1 ORDER BY number DESC LIMIT 1',
    [issuerId],
  );
  return row;
}

/** A list as it is served. */
export interface SignedList {
  /** As a credential (Bitstring status list). */
  readonly body: string;
  /** The same as a token (IETF status list token), for badges in SD-JWT form. */
  readonly token: string;
}

/**
 * The lists that are to be signed: those in which something was revoked since, those that were never signed in both forms, and
 * those whose signature is older than so many seconds.
 *
 * @param listId this one alone, and only if it was never signed
 */
export async function listsToSign(
  queryable: Queryable,
  { olderThanSeconds, listId = null }: { readonly olderThanSeconds: number; readonly listId?: number | null },
): Promise<ListToSign[]> {
  // One statement, so that the revision and the slots are of the same moment.
  return queryable.query<ListToSign>(
    `SELECT list.id, list.issuer_id AS "issuerId", list.number, list.revision,
            coalesce((SELECT jsonb_agg(slot) FROM credential WHERE list_id = list.id AND revoked_at IS NOT NULL), '[]') AS revoked
     FROM status_list AS list
     WHERE CASE WHEN $2::integer IS NULL
       THEN revision <> signed_revision OR token IS NULL OR signed_at < now() - $1::double precision * interval '1 second'
       ELSE id = $2 AND body IS NULL END
     ORDER BY id`,
    [olderThanSeconds, listId],
  );
}

/** Stores a signed list, unless a newer one is there. */
export async function storeSignedList(
  queryable: Queryable,
  { id, revision }: Pick<ListToSign, 'id' | 'revision'>,
  { body, token }: SignedList,
): Promise<void> {
  await queryable.query(
    `UPDATE status_list SET body = $3, token = $4, signed_revision = $2, signed_at = now()
     WHERE id = $1 AND signed_revision <= $2`,
    [id, revision, body, token],
  );
}

/** A signed list by issuer and number, in one of its forms; null when there is none (yet). */
export async function findSignedList(
  queryable: Queryable,
  issuer: string,
  number: number,
  form: keyof SignedList,
): Promise<string | null> {
  const [row] = await queryable.query<{ list: string | null }>(
    `SELECT ${form} AS list FROM status_list JOIN issuer ON issuer.id = status_list.issuer_id
     WHERE issuer.slug = $1 AND status_list.number = $2`,
    [issuer, number],
  );
  return row?.list ?? null;
}

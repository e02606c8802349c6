import type { RoleName } from '../../roles.ts';
import type { Transaction } from '../database/database.ts';

/** Somebody whom the LMS has vouched for. */
export interface AdmittedPerson {
  /** LMS user id. */
  readonly lmsUserId: number;
  readonly email: string;
  readonly name: string;
  /** The role that the LMS's word gives; an admin's word goes first. */
  readonly role: RoleName | null;
}

/** How it ended; `roleBefore` is undefined for somebody new. */
export type Admission =
  | {
      readonly kind: 'admitted';
      readonly id: string;
      readonly role: RoleName | null;
      readonly roleBefore?: RoleName | null;
    }
  | { readonly kind: 'disabled' }
  /** Another user has this e-mail address. An address alone never makes two people one. */
  | { readonly kind: 'email_taken' };

interface Known {
  readonly id: string;
  readonly role: RoleName | null;
  readonly roleFrom: 'admin' | 'lms';
  readonly disabled: boolean;
}

/**
 * Finds, or makes, the user of somebody who signed in with the LMS. They are known by the LMS user id and by nothing
 * else. Name and e-mail address follow the LMS, and so does the role as long as no admin of Laurel has given one.
 */
export async function admitLmsPerson(transaction: Transaction, person: AdmittedPerson): Promise<Admission> {
  const known = await findKnown(transaction, person.lmsUserId);
  if (known) return renew(transaction, known, person);
  // Somebody who signs in twice at once is made once: the second waits here, and then knows the first.
  const [added] = await transaction.query<{ id: string }>(
    `INSERT INTO auth_user (name, email, role, role_from, lms_user_id) VALUES ($1, $2, $3, 'lms', $4)
     ON CONFLICT DO NOTHING RETURNING id`,
    [person.name, person.email, person.role, person.lmsUserId],
  );
  if (!added) {
    const meanwhile = await findKnown(transaction, person.lmsUserId);
    return meanwhile ? renew(transaction, meanwhile, person) : { kind: 'email_taken' };
  }
  await transaction.query(
    `INSERT INTO auth_account (user_id, provider_id, account_id) VALUES ($1, 'lms', $2::bigint::text)`,
    [added.id, person.lmsUserId],
  );
  return { kind: 'admitted', id: added.id, role: person.role };
}

async function findKnown(transaction: Transaction, lmsUserId: number): Promise<Known | undefined> {
  const [known] = await transaction.query<Known>(
    `SELECT id, role, role_from AS "roleFrom", disabled FROM auth_user WHERE lms_user_id = $1 FOR UPDATE`,
    [lmsUserId],
  );
  return known;
}

async function renew(transaction: Transaction, known: Known, person: AdmittedPerson): Promise<Admission> {
  if (known.disabled) return { kind: 'disabled' };
  const role = known.roleFrom === 'lms' ? person.role : known.role;
  // A new e-mail address that somebody else has here is left to them.
  await transaction.query(
    `UPDATE auth_user
     SET name = $2, role = $4, updated_at = now(),
         email = CASE WHEN EXISTS (SELECT FROM auth_user AS other WHERE other.email = $3 AND other.id <> $1) THEN email
                      ELSE $3 END
     WHERE id = $1`,
    [known.id, person.name, person.email, role],
  );
  return { kind: 'admitted', id: known.id, role, roleBefore: known.role };
}

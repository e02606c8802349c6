import { LaurelError } from '../errors.ts';
import { told } from '../told.ts';
import type { KeyRoleName } from '../roles.ts';
import { deleteApiKey, findApiKey } from '../store/people/api-keys.ts';
import type { ApiKey } from '../store/people/api-keys.ts';
import { appendAudit } from '../store/operators/audit.ts';
import type { Database } from '../store/database/database.ts';
import type { Authentication } from './authentication.ts';
import type { By } from './people.ts';

interface Wanted {
  readonly name: string;
  readonly role: KeyRoleName;
  /** Null: it does not expire. */
  readonly expiresInDays: number | null;
}

interface KeyParts {
  readonly database: Database;
  readonly authentication: Authentication;
  /** LAUREL_LMS_ROLE_DAYS: so long a role lasts that the LMS gave, and what hangs on it. */
  readonly lmsRoleDays: number;
}

/**
 * Makes an API key.
 *
 * @param makerId the admin who makes it, and without whom it does not work
 * @returns the key itself too, which is stored nowhere
 */
export async function createApiKey(
  { database, authentication, lmsRoleDays }: KeyParts,
  wanted: Wanted,
  makerId: string,
  by: By,
): Promise<ApiKey & { readonly key: string }> {
  return database.transaction(async (transaction) => {
    const { id, key } = await authentication.createApiKey(transaction, { ...wanted, makerId });
    await appendAudit(transaction, {
      ...by,
      action: 'api_key.create',
      targetType: 'api_key',
      target: id,
      before: null,
      after: wanted,
    });
    const made = await findApiKey(transaction, id, lmsRoleDays);
    if (made === null) throw new Error('the API key that was just made is missing');
    return { ...made, key };
  });
}

/**
 * Revokes an API key for ever.
 *
 * @returns it as it was
 * @throws LaurelError API_KEY_NOT_FOUND
 */
export async function revokeApiKey(
  { database, lmsRoleDays }: Pick<KeyParts, 'database' | 'lmsRoleDays'>,
  id: string,
  by: By,
): Promise<ApiKey> {
  return database.transaction(async (transaction) => {
    const key = await findApiKey(transaction, id, lmsRoleDays);
    // Of two who revoke it at once, one does.
    if (key === null || !(await deleteApiKey(transaction, id)))
      throw new LaurelError('API_KEY_NOT_FOUND', told`It may already have been revoked. Check the list of API keys.`);
    const { name, role } = key;
    await appendAudit(transaction, {
      ...by,
      action: 'api_key.revoke',
      targetType: 'api_key',
      target: id,
      before: { name, role },
      after: null,
    });
    return key;
  });
}

import type { Transaction } from '../database/database.ts';

/** Who made a change. */
export interface Actor {
  /** `user:<id>`, `key:<id>` or `cli:<name>`; `lms` for a role that follows the LMS. */
  readonly id: string;
  /** How they are called now. */
  readonly name: string;
}

/** Whose change it is, and the request that it came with. */
export interface ChangedBy {
  readonly actor: Actor;
  readonly requestId?: string;
}

/** A change that somebody made: written in the transaction that makes it. */
export interface AuditRecord extends ChangedBy {
  /** What was done to what: `template.update`, `badge.revoke`, ... */
  readonly action: string;
  readonly targetType:
    | 'template'
    | 'badge'
    | 'learner'
    | 'connection'
    | 'parked_message'
    | 'bus_gap'
    | 'bus'
    | 'maintenance'
    | 'user'
    | 'api_key'
    | 'issuer';
  readonly target: string;
  readonly reason?: string;
  /** As it was, and as it is now; without secrets, and of learners nothing but the LMS user id. Null: it was not, or is no more. */
  readonly before: object | null;
  readonly after: object | null;
}

/** Keeps who changed what (append-only). */
export async function appendAudit(transaction: Transaction, record: AuditRecord): Promise<void> {
  const { actor, action, targetType, target, reason = '', before, after, requestId = null } = record;
  await transaction.query(
    `INSERT INTO audit (actor, actor_name, action, target_type, target, reason, before, after, request_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9)`,
    [
      actor.id,
      actor.name,
      action,
      targetType,
      target,
      reason,
      before && JSON.stringify(before),
      after && JSON.stringify(after),
      requestId,
    ],
  );
}

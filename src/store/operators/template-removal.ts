import type { Transaction } from '../database/database.ts';
import type { StoredTemplate } from '../engine/templates.ts';

/**
 * Whether anything of any learner names the template: a badge, progress, or a register. To be asked under the lock of
 * {@link lockRules}, so that no batch is about to write some.
 *
 * Registers are not indexed by template, and go back to events only while the template was active: of one that never was,
 * none need be looked for.
 */
export async function wasUsed(transaction: Transaction, { key }: StoredTemplate): Promise<boolean> {
  const [row] = await transaction.query<{ used: boolean }>(
    `SELECT EXISTS (SELECT FROM badge WHERE template_id = $1)
            OR EXISTS (SELECT FROM badge_progress WHERE template_id = $1)
            OR (EXISTS (SELECT FROM history WHERE template_id = $1 AND learner_id IS NULL
                          AND (kind = 'template_activated' OR (kind = 'template_created' AND (details ->> 'active')::boolean)))
                AND EXISTS (SELECT FROM fulfillment WHERE template_id = $1)) AS used`,
    [key],
  );
  return row?.used ?? true;
}

/** Deletes a template that was never used, with the versions of its rules. The history keeps that it was there. */
export async function deleteTemplate(
  transaction: Transaction,
  { key, id, name }: StoredTemplate,
  actor: string,
): Promise<void> {
  await transaction.query(
    `INSERT INTO history (template_id, kind, details)
     VALUES ($1, 'template_deleted', jsonb_build_object('template', $2::text, 'name', $3::text, 'actor', $4::text))`,
    [key, id, name, actor],
  );
  await transaction.query('DELETE FROM badge_template_version WHERE template_id = $1', [key]);
  await transaction.query('DELETE FROM template_use WHERE template_id = $1', [key]);
  await transaction.query('DELETE FROM badge_template WHERE id = $1', [key]);
}

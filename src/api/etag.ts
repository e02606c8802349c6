import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LaurelError } from '../errors.ts';
import { told } from '../told.ts';

/** The entity tag of a resource: another one for every change of what it is made from. */
export function etagOf(state: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)}"`;
}

/** Tells the entity tag of what is answered. */
export function tag(reply: FastifyReply, state: unknown): void {
  void reply.header('etag', etagOf(state));
}

/**
 * Makes sure that an edit is based on what is stored now. To be called in the transaction that edits.
 *
 * @throws LaurelError EDIT_NEEDS_VERSION without If-Match, EDITED_MEANWHILE when something else is stored
 */
export function requireUnchanged({ headers }: FastifyRequest, state: unknown): void {
  const wanted = headers['if-match'];
  if (wanted === undefined)
    throw new LaurelError('EDIT_NEEDS_VERSION', told`Read it first, and send its ETag in If-Match.`);
  const tags = new Set(wanted.split(',').map((each) => each.trim()));
  if (!tags.has('*') && !tags.has(etagOf(state)))
    throw new LaurelError('EDITED_MEANWHILE', told`Read it again, and apply your change to the new version.`);
}

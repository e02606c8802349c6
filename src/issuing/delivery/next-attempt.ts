/** What says when a badge is tried next. */
interface Waiting {
  readonly due: 'issue' | 'revoke' | null;
  readonly dueAt: Date | null;
  /** Of its account. */
  readonly pausedUntil: Date | null;
}

/**
 * When a badge is tried next: not before its account's pause is over, and never in the past. Null: nothing is due, or it is due
 * now and only waits for its turn.
 */
export function nextAttemptAt({ due, dueAt, pausedUntil }: Waiting, now: Date): Date | null {
  if (due === null || dueAt === null) return null;
  const next = pausedUntil !== null && pausedUntil > dueAt ? pausedUntil : dueAt;
  return next > now ? next : null;
}

/** What says when a badge is tried next. */
interface Waiting {
  readonly due: 'issue' | 'revoke' | null;
  readonly dueAt: Date | null;
  /** Of its account. */
  readonly pausedUntil: Date | null;
}

/** When a badge is tried next: never in the past, and not before its account's pause is over. Null: nothing is due. */
export function nextAttemptAt({ due, dueAt, pausedUntil }: Waiting, now: Date): Date | null {
  if (due === null || dueAt === null) return null;
  return new Date(Math.max(dueAt.getTime(), pausedUntil?.getTime() ?? 0, now.getTime()));
}

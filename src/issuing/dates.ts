import type { Award, Failure } from '../store/delivery/external.ts';

/**
 * The date that a badge bears outside: when it was earned (S22), yet never a moment that has not come. An event's clock may
 * run ahead, and a provider may refuse such a date.
 */
export function earnedBy({ earnedAt }: Pick<Award, 'earnedAt'>, now: Date): Date {
  return earnedAt > now ? now : earnedAt;
}

/** Whether a provider refuses a date because for its clock that has not come. The wording is theirs: matched loosely. */
export function saysFuture(message: string): boolean {
  return /\bfuture\b|\b(after|later than|beyond|past|on or before|before|earlier than) (the )?(today|now|current|present)\b/i.test(
    message,
  );
}

/** Such a refusal ends by itself, when the provider's clock has come so far: it is tried again until then. */
export function untilThen(failure: Failure): Failure {
  return { ...failure, kind: 'retryable' };
}

import type { Json, JsonObject } from '../json.ts';
import { failed, passed } from './result.ts';
import type { Finding } from './result.ts';

/** Clocks differ by so much. */
const toleranceMs = 60_000;

/** Whether it is in force now. The older form has other names for the same dates. */
export function checkPeriod(credential: JsonObject, now: Date): Finding {
  const { validFrom, issuanceDate, validUntil, expirationDate, nbf, exp } = credential;
  const begins = [validFrom, issuanceDate, nbf].filter(isGiven).map(time);
  const ends = [validUntil, expirationDate, exp].filter(isGiven).map(time);
  if ([...begins, ...ends].some(Number.isNaN))
    return failed('periodUnreadable', 'Its dates are no moments with their zone.');
  const [begin, end] = [Math.max(...begins), Math.min(...ends)];
  if (begin > now.getTime() + toleranceMs) return failed('notYetValid', `It is not valid before ${iso(begin)}.`);
  if (end <= now.getTime() - toleranceMs) return failed('expired', `It expired: it was valid until ${iso(end)}.`);
  return passed(
    'inForce',
    Number.isFinite(end) ? `It is valid until ${iso(end)}.` : 'It is valid, and does not expire.',
  );
}

function isGiven(value: Json | undefined): value is Json {
  return value !== undefined;
}

function time(value: Json): number {
  if (typeof value === 'number') return value * 1000;
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T.*(?:Z|[+-]\d{2}:\d{2})$/i.test(value)
    ? Date.parse(value)
    : Number.NaN;
}

function iso(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? 'a moment out of reach' : date.toISOString();
}

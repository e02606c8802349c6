import type { Micros } from '../../rules/event.ts';

/** An event time as PostgreSQL reads it without losing the microseconds, which a Date would. */
export function toTimestamp(micros: Micros): string {
  const millis = Math.floor(micros / 1000);
  const rest = micros - millis * 1000;
  return `${new Date(millis).toISOString().slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}

import type { AccredibleState } from './state.ts';
import { dayOf, textOf } from '../base/values.ts';

/**
 * Reads a day: `YYYY-MM-DD`, or the deprecated `DD/MM/YYYY`; in lenient mode also a day with a time behind it, which is
 * dropped.
 *
 * @returns `YYYY-MM-DD`, or null when it is no day
 */
export function parseDay(state: AccredibleState, value: unknown): string | null {
  const text = textOf(value) ?? '';
  const old = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
  if (old) return realDay(`${old[3]}-${old[2]}-${old[1]}`);
  const [, day = '', rest = ''] = /^(\d{4}-\d\d-\d\d)(.*)$/.exec(text) ?? [];
  return rest !== '' && state.switches.dates === 'strict' ? null : realDay(day);
}

/** The day when the calendar has it. */
function realDay(day: string): string | null {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && dayOf(time) === day ? day : null;
}

export function today(state: AccredibleState): string {
  return dayOf(state.host.clock.now());
}

/** Whether a credential with this last day is over. */
export function isExpired(state: AccredibleState, expiredOn: string | null): boolean {
  if (expiredOn === null) return false;
  return state.switches.expiresToday ? expiredOn <= today(state) : expiredOn < today(state);
}

export function plusYears(day: string, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  return dayOf(date.getTime());
}

import type { IntlShape } from 'react-intl';

/** A moment within a sentence: the time of today, or the day with the time. */
export function clockTime(intl: IntlShape, at: string, now: number): string {
  const moment = new Date(at);
  const isToday = moment.toDateString() === new Date(now).toDateString();
  return intl.formatDate(moment, isToday ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
}

const pattern =
  /^(\d{4})-(\d\d)-(\d\d)(?:(?:T|\s+)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(Z|UTC|[+-]\d\d:?\d\d)?)?$/i;

/**
 * Reads a time as leniently as Credly does: the documented `2026-03-02 14:05:00 +0000`, ISO-8601, and a 12-hour form
 * without offset, which counts as UTC.
 *
 * @returns ISO-8601 in UTC with milliseconds, or null when it is no time
 */
export function parseTime(text: string): string | null {
  const match = pattern.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '00', second = '00', fraction = '', half, zone = 'Z'] = match;
  const milliseconds = fraction.slice(0, 3).padEnd(3, '0');
  const offset = /^(z|utc)$/i.test(zone) ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  const hours = String(hourOf(Number(hour), half)).padStart(2, '0');
  const time = Date.parse(`${year}-${month}-${day}T${hours}:${minute}:${second}.${milliseconds}${offset}`);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return Number.NaN;
  return (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
}

import { InvalidArgumentError } from 'commander';

/** Reads a number of a command line: a whole one from 1. */
export function readNumber(text: string): number {
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number from 1.');
  return number;
}

/** Reads several of them, one after the other. */
export function readNumbers(text: string, before: readonly number[] = []): number[] {
  return [...before, readNumber(text)];
}

export function readUuid(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)) throw new InvalidArgumentError('It must be a UUID.');
  return text.toLowerCase();
}

/** Why somebody does something, for history and audit. */
export function readReason(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > 500) throw new InvalidArgumentError('Give a reason of 1 to 500 characters.');
  return reason;
}

/**
 * Reads a moment of a command line.
 *
 * @throws InvalidArgumentError for a time that means different moments in different places
 */
export function readTime(text: string): Date {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)$/;
  const time = new Date(form.test(text) ? text : NaN);
  if (Number.isNaN(time.getTime()))
    throw new InvalidArgumentError('Write the time with its zone: 2026-01-08T06:00:00Z, or 2026-01-08T08:00:00+02:00.');
  return time;
}

/** Reads a moment, or a day: that begins at midnight in UTC. */
export function readTimeOrDay(text: string): Date {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return readTime(text);
  const day = new Date(`${text}T00:00:00Z`);
  // Of a day that no month has, the moment is another one, or none.
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== text)
    throw new InvalidArgumentError('There is no such day. Write it as 2026-01-31.');
  return day;
}

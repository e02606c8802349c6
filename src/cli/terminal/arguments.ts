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

/** CloudEvents times: RFC 3339, as Python's isoformat writes them in UTC, to microseconds and back. */
import type { Micros } from '../rules/event.ts';

const microsPerSecond = 1_000_000;
const secondsPerDay = 86_400;

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** ASCII. */
const dash = 45;
const dot = 46;
const colon = 58;
const zero = 48;
const letterT = 84;
const letterZ = 90;
/** What a letter differs by from its capital. */
const lowerCase = 32;
const plus = 43;

/**
 * Reads `2026-11-22T10:27:28.130449+00:00`. The fraction may be absent or have any number of digits (those after the
 * sixth are dropped); the zone is `Z` or any offset, and is taken off. Works on the bytes of the header, since it is called
 * for every message.
 *
 * @returns undefined when the text is anything else, names a day, time or offset that does not exist, has no zone, or is too
 *   far from today to be exact
 */
export function parseTime(text: Uint8Array): Micros | undefined {
  if (text.length < 20) return undefined;
  if (
    text[4] !== dash ||
    text[7] !== dash ||
    !isLetter(text[10], letterT) ||
    text[13] !== colon ||
    text[16] !== colon
  ) {
    return undefined;
  }
  const year = digits(text, 0) * 100 + digits(text, 2);
  const month = digits(text, 5);
  const day = digits(text, 8);
  const hour = digits(text, 11);
  const minute = digits(text, 14);
  const second = digits(text, 17);
  // Each comparison is also false for NaN, which stands for "not two digits".
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= monthLength(year, month))) return undefined;
  if (!(hour < 24 && minute < 60 && second < 60)) return undefined;

  let position = 19;
  let fraction = 0;
  if (text[position] === dot) {
    const start = ++position;
    for (let digit = digitAt(text, position); digit >= 0; digit = digitAt(text, ++position)) {
      if (position - start < 6) fraction = fraction * 10 + digit;
    }
    if (position === start) return undefined;
    for (let length = position - start; length < 6; length++) fraction *= 10;
  }
  const offset = offsetMinutes(text, position);
  if (!Number.isFinite(offset)) return undefined;

  const seconds = daysSinceEpoch(year, month, day) * secondsPerDay + hour * 3600 + (minute - offset) * 60 + second;
  const micros = seconds * microsPerSecond + fraction;
  return Number.isSafeInteger(micros) ? micros : undefined;
}

/** Writes a time as Python's isoformat does: six digits of fraction, or none when they are zero; `+00:00`. */
export function formatMicros(micros: Micros): string {
  const seconds = Math.floor(micros / microsPerSecond);
  const fraction = micros - seconds * microsPerSecond;
  const whole = new Date(seconds * 1000).toISOString().slice(0, 19);
  return `${whole}${fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`}+00:00`;
}

/** Two digits as a number; NaN when they are none. */
function digits(text: Uint8Array, position: number): number {
  const tens = digitAt(text, position);
  const ones = digitAt(text, position + 1);
  return tens >= 0 && ones >= 0 ? tens * 10 + ones : NaN;
}

/** The digit at a position; negative when there is none. */
function digitAt(text: Uint8Array, position: number): number {
  const digit = (text[position] ?? 0) - zero;
  return digit > 9 ? -1 : digit;
}

/** How far the zone is ahead of UTC, in minutes; NaN unless exactly a zone is left: `Z`, or `+05:30` and its like. */
function offsetMinutes(text: Uint8Array, position: number): number {
  const left = text.length - position;
  if (left === 1 && isLetter(text[position], letterZ)) return 0;
  const sign = text[position];
  if (left !== 6 || (sign !== plus && sign !== dash) || text[position + 3] !== colon) return NaN;
  const hours = digits(text, position + 1);
  const minutes = digits(text, position + 4);
  if (!(hours < 24 && minutes < 60)) return NaN;
  return (sign === plus ? 1 : -1) * (hours * 60 + minutes);
}

function isLetter(byte: number | undefined, capital: number): boolean {
  return byte === capital || byte === capital + lowerCase;
}

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (daysInMonth[month - 1] ?? 0);
}

/** Days from 1970-01-01, counted in years that begin in March, so that the leap day is the last one. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const shifted = month > 2 ? year : year - 1;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400);
  // 719468 days lie between 0000-03-01 and 1970-01-01.
  return shifted * 365 + leapDays + dayOfYear - 719_468;
}

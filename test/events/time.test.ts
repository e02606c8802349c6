import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatMicros, parseTime } from '../../src/events/time.ts';

function parse(text: string): number | undefined {
  return parseTime(Buffer.from(text));
}

const noon = Date.UTC(2026, 10, 22, 12) * 1000;

describe('times that are read', () => {
  test.each([
    ['2026-11-22T12:00:00+00:00', 0],
    ['2026-11-22T12:00:00Z', 0],
    ['2026-11-22T12:00:00-00:00', 0],
    ['2026-11-22T12:00:00.130449+00:00', 130_449],
    ['2026-11-22T12:00:00.5Z', 500_000],
    ['2026-11-22T12:00:00.000001Z', 1],
    ['2026-11-22T12:00:00.1234567Z', 123_456],
    ['2026-11-22T12:00:00.999999999Z', 999_999],
    ['2026-11-22T13:00:00.130449+01:00', 130_449],
    ['2026-11-23T01:45:00+13:45', 0],
    ['2026-11-22T02:30:00.000001-09:30', 1],
    ['2026-11-21T12:01:00-23:59', 0],
    ['2026-11-22t12:00:00z', 0],
  ])('%s', (text, micros) => {
    expect(parse(text)).toBe(noon + micros);
  });

  test('29 February of leap years, and the days around the epoch', () => {
    for (const day of ['2024-02-29', '2000-02-29', '1970-01-01', '1969-12-31', '1900-02-28', '2255-01-01']) {
      expect(parse(`${day}T23:59:59Z`)).toBe(Date.parse(`${day}T23:59:59Z`) * 1000);
    }
  });
});

test.each([
  '',
  '2026-11-22',
  '2026-11-22T12:00:00',
  '2026-11-22T12:00:00.5',
  '2026-11-22 12:00:00+00:00',
  '2026-11-22T12:00:00+24:00',
  '2026-11-22T12:00:00+01:60',
  '2026-11-22T12:00:00+1:00',
  '2026-11-22T12:00:00+0000',
  '2026-11-22T12:00:00ZZ',
  '2026-11-22T12:00:00.Z',
  '2026-11-22T12:00:00,5Z',
  '2026-11-22T12:00:00+00:00 ',
  ' 2026-11-22T12:00:00+00:00',
  '2026-11-22T24:00:00Z',
  '2026-11-22T12:60:00Z',
  '2026-11-22T12:00:60Z',
  '2026-13-22T12:00:00Z',
  '2026-00-22T12:00:00Z',
  '2026-11-00T12:00:00Z',
  '2026-11-31T12:00:00Z',
  '2026-02-29T12:00:00Z',
  '1900-02-29T12:00:00Z',
  '2026-1a-22T12:00:00Z',
  '20:6-11-22T12:00:00Z',
  '9999-11-22T12:00:00Z',
  '0000-01-01T00:00:00Z',
  '٢٠٢٦-11-22T12:00:00Z',
])('not a time: "%s"', (text) => {
  expect(parse(text)).toBeUndefined();
});

test('every time is read as it is written', () => {
  const anyTime = fc.integer({ min: Date.UTC(1700, 0) * 1000, max: Date.UTC(2255, 0) * 1000 });
  fc.assert(
    fc.property(anyTime, (micros) => {
      expect(parse(formatMicros(micros))).toBe(micros);
    }),
  );
});

test('days are counted as the calendar has them', () => {
  const anyDay = fc.date({ min: new Date(Date.UTC(1700, 0)), max: new Date(Date.UTC(2255, 0)), noInvalidDate: true });
  fc.assert(
    fc.property(anyDay, (date) => {
      expect(parse(date.toISOString())).toBe(date.getTime() * 1000);
    }),
  );
});

describe('times that are written as Python writes them', () => {
  test.each([
    [noon, '2026-11-22T12:00:00+00:00'],
    [noon + 1, '2026-11-22T12:00:00.000001+00:00'],
    [noon + 500_000, '2026-11-22T12:00:00.500000+00:00'],
    [-1, '1969-12-31T23:59:59.999999+00:00'],
  ])('%d', (micros, text) => {
    expect(formatMicros(micros)).toBe(text);
  });
});

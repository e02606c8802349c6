import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Failure } from '../../src/store/delivery/external.ts';
import { longestRetryAfterMs, nextAttempt } from '../../src/issuing/delivery/retry-policy.ts';

const settings = { baseMs: 5_000, capMs: 3_600_000 };
const failure = (given: Partial<Failure> = {}): Failure => ({
  kind: 'retryable',
  status: 503,
  body: '',
  account: true,
  ...given,
});
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const failures = fc.integer({ min: 1, max: 10_000 });

describe('the retry policy (S21)', () => {
  test.each([
    [1, 0, 0],
    [1, 0.5, 2_500],
    [2, 0.5, 5_000],
    [3, 0.5, 10_000],
    [50, 0.5, 1_800_000],
  ])('after %i failures in a row, with random %d, waits %i ms', (count, chance, delay) => {
    expect(nextAttempt(failure(), count, chance, settings)).toBe(delay);
  });

  test('never waits longer than the cap, whatever number of failures', () => {
    fc.assert(
      fc.property(failures, random, fc.constantFrom('retryable', 'unknown'), (count, chance, kind) => {
        const delay = nextAttempt(failure({ kind }), count, chance, settings) ?? -1;
        expect(delay).toBeGreaterThanOrEqual(kind === 'unknown' ? settings.baseMs : 0);
        expect(delay).toBeLessThanOrEqual(settings.capMs);
      }),
    );
  });

  test('spreads the retries over the whole time up to the ceiling (full jitter)', () => {
    fc.assert(
      fc.property(failures, random, random, (count, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map((chance) =>
          nextAttempt(failure(), count, chance, settings),
        );
        expect(early).toBeLessThanOrEqual(late ?? -1);
      }),
    );
  });

  test("waits at least as long as the provider wishes, beyond the cap too, but doesn't believe more than an hour", () => {
    fc.assert(
      fc.property(failures, random, fc.nat(100_000_000), (count, chance, retryAfterMs) => {
        const delay =
          nextAttempt(failure({ status: 429, retryAfterMs }), count, chance, { baseMs: 1, capMs: 10 }) ?? -1;
        expect(delay).toBeGreaterThanOrEqual(Math.min(retryAfterMs, longestRetryAfterMs));
        expect(delay).toBeLessThanOrEqual(longestRetryAfterMs);
      }),
    );
  });

  test('stops at a permanent failure of the badge, which waits for an operator', () => {
    const permanent = failure({ kind: 'permanent', status: 422, account: false });
    fc.assert(
      fc.property(failures, random, (count, chance) => {
        expect(nextAttempt(permanent, count, chance, settings)).toBeNull();
      }),
    );
  });

  test('keeps a badge due when the fault is the account’s: mending the key mends them all', () => {
    expect(nextAttempt(failure({ kind: 'permanent', status: 401 }), 1, 0.5, settings)).toBe(2_500);
  });
});

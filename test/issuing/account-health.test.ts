import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { afterAnswer, afterFailure, outageThreshold, working } from '../../src/issuing/delivery/account-health.ts';
import type { FailureContext } from '../../src/issuing/delivery/account-health.ts';
import type { AccountHealth } from '../../src/store/delivery/provider-accounts.ts';
import type { Failure } from '../../src/store/delivery/external.ts';

const now = new Date('2026-11-22T10:00:00Z');
const context: FailureContext = { probe: false, now, random: 0.5, settings: { baseMs: 1_000, capMs: 3_600_000 } };
const outage: Failure = { kind: 'unknown', status: 503, body: '', account: true };
const wrongKey: Failure = { kind: 'permanent', status: 401, body: '', account: true };
const tooMany: Failure = { kind: 'retryable', status: 429, body: '', account: true };

const pauseOf = (health: AccountHealth): number | null =>
  health.pausedUntil && health.pausedUntil.getTime() - now.getTime();
const fail = (health: AccountHealth, failure: Failure, given: Partial<FailureContext> = {}) =>
  afterFailure(health, failure, { ...context, ...given });

describe('the circuit breaker of an account (S23)', () => {
  test('pauses after five failures in a row, not before', () => {
    let health = working;
    for (let count = 1; count < outageThreshold; count++) {
      health = fail(health, outage);
      expect(health).toEqual({ failures: count, pausedUntil: null });
    }
    expect(pauseOf(fail(health, outage))).toBe(750);
  });

  test('forgets failures when the account answers in between', () => {
    let health = working;
    for (let count = 1; count < outageThreshold; count++) health = fail(health, outage);
    expect(afterAnswer(health, false)).toEqual(working);
  });

  test.each([
    ['a wrong key', wrongKey, 300_000],
    ['429 without Retry-After', tooMany, 37_500],
    ['429 with Retry-After', { ...tooMany, retryAfterMs: 7_000 }, 7_000],
    ['429 with an absurd Retry-After', { ...tooMany, retryAfterMs: 1e12 }, 3_600_000],
  ])('pauses at once for %s', (_, failure, pause) => {
    expect(pauseOf(fail(working, failure))).toBe(pause);
  });

  test('a probe that succeeds ends the pause; one that fails makes it longer', () => {
    let health: AccountHealth = { failures: outageThreshold, pausedUntil: now };
    expect(afterAnswer(health, true)).toEqual(working);
    const pauses = [1, 2, 3].map(() => pauseOf((health = fail(health, outage, { probe: true, random: 0 }))));
    expect(pauses).toEqual([1_000, 2_000, 4_000]);
  });

  test('a late answer to a call from before the pause neither ends nor lengthens it, but its wish counts', () => {
    const paused = fail(working, wrongKey);
    expect(afterAnswer(paused, false)).toBe(paused);
    expect(fail(paused, outage)).toEqual(paused);
    expect(pauseOf(fail(paused, { ...tooMany, retryAfterMs: 600_000 }))).toBe(600_000);
  });

  test('whatever happens, pauses are in bounds and the account comes back with the first probe that succeeds', () => {
    const step = fc.record({
      failure: fc.constantFrom(outage, wrongKey, tooMany),
      probe: fc.boolean(),
      random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let health = working;
        for (const { failure, probe, random } of steps) {
          health = fail(health, failure, { probe, random });
          expect(pauseOf(health) ?? 0).toBeGreaterThanOrEqual(0);
          expect(pauseOf(health) ?? 0).toBeLessThanOrEqual(300_000);
        }
        expect(afterAnswer(health, true)).toEqual(working);
      }),
    );
  });
});

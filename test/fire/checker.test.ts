import { expect, test } from 'vitest';
import { Checker } from './checker.ts';
import type { Observation } from './observation.ts';
import { courses, elsewhere } from './templates.ts';
import { identityOf } from './wire.ts';
import type { SentEvent } from './wire.ts';

const nothingLost = { lost: new Set<string>(), maybeLost: new Set<string>(), unread: 0, unfinished: 0 };
const nobody: Observation = {
  standings: new Map(),
  badges: [],
  learners: new Map(),
  repeated: [],
  parked: [],
  gaps: [],
  signals: [],
  outside: [],
};
const event = (id: string, identity: number, time: number, course: string): SentEvent => ({
  id,
  identity,
  time,
  course,
  learner: 31,
  passing: false,
  kind: 'passing',
  via: 'bus',
});
/** Named as an event tells; fails of a course reset what was never fulfilled, and say so in the progress. */
const named = (after: SentEvent, standings: Observation['standings']): Observation => ({
  ...nobody,
  standings,
  learners: new Map([[31, { ...identityOf(after), event: after.id }]]),
});

test('S5, S29: a learner may be named as events tell that came before anything was stored, and as no others', () => {
  const newer = event('newer', 4, 2_000, elsewhere);
  const older = event('older', 3, 1_000, courses[0]);
  const reset = new Map([['a', { fulfilled: false, time: older.time, id: older.id }]]);
  const standings = new Map(
    ['own-a', 'credly-a'].map((slug) => [`31 ${slug}`, { registers: reset, status: 'none' as const }]),
  );
  const shown = (after: SentEvent): string[] => {
    const checker = new Checker();
    expect(checker.check({ events: [newer], ...nothingLost }, nobody).anomalies).toEqual([]);
    const { anomalies } = checker.check({ events: [older], ...nothingLost }, named(after, standings));
    return anomalies.map(({ kind, what }) => `${kind}: ${what}`);
  };
  expect(shown(newer)).toEqual([]);
  expect(shown(older)).toEqual([]);
  expect(shown(event('never-sent', 2, 3_000, courses[0]))).toEqual([
    'stale-identity: learner 31 is learner31.v2@example.org as never-sent tells, not as older does',
  ]);
});

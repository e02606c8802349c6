import { describe, expect, test } from 'vitest';
import { badgeChangeFor } from '../../src/issuing/credly/badge-change.ts';
import type { ExternalState } from '../../src/store/delivery/external.ts';
import type { BadgeChange, CredlyBadgeRow } from '../../src/store/delivery/credly-events.ts';

const row = (given: Partial<CredlyBadgeRow>): CredlyBadgeRow => ({
  id: 'badge',
  status: 'awarded',
  state: 'pending',
  due: null,
  externalId: 'outside',
  externalUrl: null,
  email: 'ada@example.org',
  sentTo: [],
  externalTemplate: 'template',
  inWork: false,
  stamp: '',
  ...given,
});
const outside = (state: ExternalState, externalId = 'outside') => ({ externalId, state, url: null });
const kindOf = (badge: CredlyBadgeRow, state: ExternalState): BadgeChange['kind'] | null =>
  badgeChangeFor(badge, outside(state))?.kind ?? null;

/** What becomes of a badge that is so here, when it is so at Credly. */
const table: readonly [string, Partial<CredlyBadgeRow>, ExternalState, BadgeChange['kind'] | null][] = [
  ['delivered, and the same', {}, 'pending', null],
  ['delivered, and accepted', {}, 'accepted', 'changed_outside'],
  ['accepted here, revoked there by hand', { state: 'accepted' }, 'revoked', 'changed_outside'],
  ['accepted here, expired there', { state: 'accepted' }, 'expired', 'changed_outside'],
  ['revoked both here and there', { status: 'revoked', state: 'revoked' }, 'revoked', null],
  ['revoked here, and yet accepted there', { status: 'revoked', state: 'revoked' }, 'accepted', 'changed_outside'],
  ['to be revoked, accepted meanwhile', { status: 'revoked', due: 'revoke' }, 'accepted', null],
  ['to be revoked, and somebody has done it', { status: 'revoked', due: 'revoke' }, 'revoked', 'revoked_outside'],
  ['revocation failed, still accepted', { status: 'revoked', state: 'error' }, 'accepted', null],
  ['revocation failed, done by hand', { status: 'revoked', state: 'error' }, 'revoked', 'revoked_outside'],
  [
    'revocation unanswered, done',
    { status: 'revoked', state: 'no_response', due: 'revoke' },
    'revoked',
    'revoked_outside',
  ],
  ['awarded, failed, and yet there', { state: 'error' }, 'accepted', null],
  ['never confirmed outside, and there', { externalId: null, state: 'created', due: 'issue' }, 'pending', 'adopted'],
  ['issue failed for good, and issued by hand', { externalId: null, state: 'error' }, 'accepted', 'adopted'],
  [
    'never confirmed outside, rejected there',
    { externalId: null, state: 'no_response', due: 'issue' },
    'rejected',
    'adopted',
  ],
  [
    'never confirmed outside, an old story there',
    { externalId: null, state: 'created', due: 'issue' },
    'revoked',
    null,
  ],
  ['cancelled here, another one there', { externalId: null, state: 'created', status: 'revoked' }, 'accepted', null],
];

describe('what an event of Credly changes', () => {
  test.each(table)('%s', (_, badge, state, kind) => {
    expect(kindOf(row(badge), state)).toBe(kind);
  });

  test('nothing is left to deliver after an adoption or a revocation, and only then', () => {
    const changes = table.flatMap(([, badge, state]) => badgeChangeFor(row(badge), outside(state)) ?? []);
    expect(changes.map(({ kind, done }) => [kind, done])).toEqual(
      changes.map(({ kind }) => [kind, kind !== 'changed_outside']),
    );
  });

  test('a page that is known now, or another badge in its place, is a change too', () => {
    const url = 'https://www.example.org/badges/outside';
    expect(badgeChangeFor(row({}), { ...outside('pending'), url })).toMatchObject({ externalUrl: url });
    expect(badgeChangeFor(row({ externalUrl: url }), { ...outside('pending'), url })).toBeNull();
    expect(badgeChangeFor(row({}), outside('pending', 'replacement'))).toMatchObject({ externalId: 'replacement' });
  });
});

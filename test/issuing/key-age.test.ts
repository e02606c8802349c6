import { expect, test } from 'vitest';
import { keyAge } from '../../src/issuing/accounts/key-age.ts';

const issued = { origin: 'credly', keyIssuedOn: '2026-01-01' } as const;

test.each([
  ['2026-01-01T00:00:00Z', null],
  ['2026-05-30T23:59:59Z', null],
  ['2026-05-31T00:00:00Z', 'expires_soon'],
  ['2026-06-29T23:59:59Z', 'expires_soon'],
  ['2026-06-30T00:00:00Z', 'expired'],
])('a key of Credly made on 2026-01-01 works until 2026-06-30; at %s: %s', (now, warning) => {
  expect(keyAge(issued, new Date(now))).toEqual({ expiresOn: '2026-06-30', warning });
});

test('Accredible sets no such day', () => {
  expect(keyAge({ ...issued, origin: 'accredible' }, new Date('2036-01-01'))).toEqual({
    expiresOn: null,
    warning: null,
  });
});

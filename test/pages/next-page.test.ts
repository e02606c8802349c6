import { expect, test } from 'vitest';
import { nextPage } from '../../web/src/sign-in/next-page.ts';

const origin = 'https://badges.example.org';

test.each([
  [undefined, '/'],
  ['/templates/a?tab=rules#top', '/templates/a?tab=rules#top'],
  ['https://badges.example.org/learners', '/learners'],
  // Signing in again would lead here again.
  ['/sign-in?next=/', '/'],
  // Other sites, however they are written.
  ['https://other.example.org/', '/'],
  ['//other.example.org/', '/'],
  ['/\\other.example.org', '/'],
  ['javascript:alert(1)', '/'],
  ['/.//other.example.org', '/other.example.org'],
  ['/..////other.example.org/a', '/other.example.org/a'],
  ['/%2e//other.example.org', '/other.example.org'],
])('after signing in with next=%s one is at %s of this site', (next, page) => {
  expect(nextPage(next, origin)).toBe(page);
  expect(new URL(nextPage(next, origin), origin).origin).toBe(origin);
});

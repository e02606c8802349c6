import { expect, test } from 'vitest';
import { revocationReason } from '../../src/consumer/revocation-reason.ts';
import type { Penalty } from '../../src/rules/template.ts';

const penalty = (id: string, description: string): Penalty => ({
  id,
  event: 'e',
  description,
  requirements: [],
  rules: [],
});
const penalties = [
  penalty('fail-demo', ''),
  penalty('withdrawn', 'You have left\n the course'),
  penalty('regraded', 'Your grade was corrected!'),
  penalty('regraded-too', 'Your grade was corrected!'),
];

test.each([
  [['fail-demo'], 'en', 'The requirements of this badge are no longer met.'],
  [['fail-demo'], 'ar', 'لم تعد متطلبات هذه الشارة مستوفاة.'],
  [['withdrawn'], 'ar', 'You have left the course.'],
  [['regraded-too', 'fail-demo', 'regraded', 'withdrawn'], 'en', 'You have left the course. Your grade was corrected!'],
] as const)('S15: %j, in %s: the earner reads "%s"', (ids, language, told) => {
  expect(revocationReason(penalties, ids, language)).toBe(told);
});

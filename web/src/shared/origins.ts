import type { Origin } from '../../../src/rules/template.ts';

/** Who can hold badges, in the order in which they are offered. */
export const origins = ['openedx', 'credly', 'accredible'] as const satisfies readonly Origin[];

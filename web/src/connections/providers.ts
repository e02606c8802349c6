import type { Connection } from '../../../src/api/schemas/connections.ts';

/** Who holds badges for us, and is connected by a key. */
export type Provider = Connection['origin'];

export const providers = ['credly', 'accredible'] as const satisfies readonly Provider[];

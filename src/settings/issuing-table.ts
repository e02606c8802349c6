import { z } from 'zod';
import { issuerSlug } from './issuer-slug.ts';
import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { wholeNumber } from './values.ts';

/** Names of hosts, separated by commas. */
const hostNames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'must be names of hosts, separated by commas')));

/** The settings of issuing badges itself: a part of the table in table.ts. */
export const issuingTable = {
  LAUREL_DEFAULT_ISSUER: setting(
    issuerSlug,
    null,
    'The issuer (`laurel issuers list`) of badges whose template names none. Not set: the issuer that was made first.',
  ),
  LAUREL_SIGNING_THREADS: setting(
    wholeNumber(1, 64),
    '1',
    'Threads that sign the badges that Laurel issues itself, of one process. Each takes one core while it signs.',
  ),
  LAUREL_VERIFY_PRIVATE_HOSTS: setting(
    hostNames,
    null,
    'Hosts of your own network whose badges may be verified here, separated by commas: `badges.campus.example.org`. Whoever asks to verify a badge says where its keys are; without this nothing is fetched but from the internet.',
  ),
} as const satisfies Record<string, Setting<unknown>>;

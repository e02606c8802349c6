import { z } from 'zod';
import { issuerSlug } from './issuer-slug.ts';
import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { boolean, wholeNumber } from './values.ts';

/** Names of hosts, separated by commas. */
const hostNames = z
  .string()
  .transform((text) => text.split(',').map((name) => name.trim().toLowerCase()))
  .pipe(z.array(z.string().regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/, 'must be names of hosts, separated by commas')));

/** Of a course, whatever its key. */
const courseAddress = z
  .string()
  .max(2_000)
  .refine((text) => {
    const url = URL.parse(text.replaceAll('{course}', 'course'));
    return text.includes('{course}') && (url?.protocol === 'https:' || url?.protocol === 'http:');
  }, 'must be an http or https address with {course} in it');

/** The settings of issuing badges itself: a part of the table in table.ts. */
export const issuingTable = {
  LAUREL_DEFAULT_ISSUER: setting(
    issuerSlug,
    null,
    'The issuer (see `laurel issuers list`) for templates that do not name one. If not set, the issuer that was created first.',
  ),
  LAUREL_SIGNING_THREADS: setting(
    wholeNumber(1, 64),
    '1',
    'Signing threads per process, for badges that Laurel issues itself. Each uses one core while signing.',
  ),
  LAUREL_COURSE_URL: setting(
    courseAddress,
    null,
    'Where learners take a course, with `{course}` in the place of its key: `https://apps.example.org/learning/course/{course}/home`. My badges links what is still to be done there. If not set, the page about the course at the LMS whose sign-in is set up.',
  ),
  LAUREL_PROFILE_BADGES: setting(
    boolean,
    'false',
    'Whether anybody may list the badges that a learner has published by their LMS user name, for profile pages: `GET /api/v1/profiles/<username>/badges`. My badges tells learners so. Otherwise a published badge is found by its address alone.',
  ),
  LAUREL_VERIFY_PRIVATE_HOSTS: setting(
    hostNames,
    null,
    'Comma-separated hosts in your own network whose badges may be verified here: `badges.campus.example.org`. A badge to verify says where its keys are; other than from these hosts, they are only fetched from the public internet.',
  ),
} as const satisfies Record<string, Setting<unknown>>;

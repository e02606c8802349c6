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
    'The issuer (see `laurel issuers list`) for templates that do not name one. If not set, the issuer created first.',
  ),
  LAUREL_SIGNING_THREADS: setting(
    wholeNumber(1, 64),
    '1',
    'Signing threads per process, for badges that Laurel issues itself. Each uses one core while signing.',
  ),
  LAUREL_COURSE_URL: setting(
    courseAddress,
    null,
    "URL of a course, with `{course}` in place of its key: `https://apps.example.org/learning/course/{course}/home`. My badges links open requirements to it. If not set, the course's about page at the LMS that is set up for signing in.",
  ),
  LAUREL_PROFILE_BADGES: setting(
    boolean,
    'false',
    "Whether anyone can list a learner's published badges by LMS user name, for profile pages: `GET /api/v1/profiles/<username>/badges`. My badges tells learners about this. If off, a published badge can only be found by its URL.",
  ),
  LAUREL_VERIFY_PRIVATE_HOSTS: setting(
    hostNames,
    null,
    "Comma-separated hosts in your own network whose badges can be verified here: `badges.campus.example.org`. A badge says where its issuer's keys are; Laurel fetches them only from these hosts and from the public internet.",
  ),
} as const satisfies Record<string, Setting<unknown>>;

import { z } from 'zod';
import { requestMistake, wording } from './wording.ts';
import { hasVisibleText } from '../../rules/visible-text.ts';
import { told } from '../../told.ts';

/**
 * What the resources of the API have in common. The files of this folder are the contract of the API: the routes validate
 * and answer by them, openapi.json is generated from them, and the pages take their types from them.
 *
 * Times are ISO 8601 in UTC; names are camelCase; what is absent is null, never left out.
 */

/** What people call something: it must leave a mark, or nobody can read or click it. */
export const nameOf = (longest: number) =>
  z
    .string()
    .trim()
    .min(1, { abort: true })
    .max(longest)
    .refine(hasVisibleText, { error: told`must contain at least one visible character`.text });

/** A moment, ISO 8601 in UTC. */
export const timestamp = z.iso.datetime().meta({ description: 'A time, ISO 8601 in UTC.' });

export const origin = z
  .enum(['openedx', 'credly', 'accredible'])
  .meta({ description: 'Where the badges are issued: Credly, Accredible, or this site (openedx).' });

export const providerOrigin = z.enum(['credly', 'accredible']);

/** LMS user id. */
export const learnerId = z.int().min(1).max(Number.MAX_SAFE_INTEGER).meta({ description: 'LMS user id.' });

/** The same in answers: whatever number an event told. */
export const learnerNumber = z.int().meta({ description: 'LMS user id.' });

/** The same in a path or a query, where everything is text. */
export const learnerIdText = z.coerce.number().pipe(learnerId);

/** What somebody gives as the reason of a command. */
export const reason = z
  .string()
  .trim()
  .min(1, told`Give a reason. It is kept in the history.`.text)
  .max(500)
  .meta({
    description: 'The reason, recorded in the history and the audit, for the people who run this site.',
  });

/** RFC 9457. */
export const problem = z
  .strictObject({
    type: z.string().meta({ description: 'A URN that identifies the error.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: 'What is wrong here, and what to do.' }),
    wording: z.array(wording).meta({ description: 'The lines of `detail`, so that they can be translated.' }),
    code: z.string().meta({ description: 'The code of the error in docs/errors.md.' }),
    requestId: z.string().meta({ description: 'The same id as in the log.' }),
    mistakes: z
      .array(requestMistake)
      .meta({ description: 'The mistakes in the request, each with its path; at most the first hundred.' }),
    counts: z
      .record(z.string(), z.int())
      .meta({ description: 'If a confirmation is needed: how many things of each kind it concerns; else empty.' }),
    provider: z
      .strictObject({ status: z.int().nullable(), message: z.string(), raw: z.string().nullable() })
      .optional()
      .meta({ description: 'If a key does not work: the response of its provider; status null: no response.' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details.' });

export type Problem = z.output<typeof problem>;

/** Of lists: where to go on, and how much at once. */
export const pageQuery = {
  cursor: z
    .string()
    .max(2_000)
    .optional()
    .meta({ description: 'The `nextCursor` of the previous page. Default: the first page.' }),
  limit: z.coerce.number().int().min(1).max(200).default(50).meta({ description: 'Maximum number of items.' }),
};

/** One page of a list. */
export function pageOf<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .strictObject({
      items: z.array(item),
      nextCursor: z.string().nullable().meta({
        description:
          'For the next page; null on the last page. A page can have fewer items than `limit`, or none, and still not be the last.',
      }),
    })
    .meta({ id: name });
}

/** A page of a list that says how many there are, if it is asked. */
export function countedPageOf<Item extends z.ZodType>(item: Item, name: string) {
  return z
    .strictObject({
      ...pageOf(item, name).shape,
      count: z
        .strictObject({
          number: z.int(),
          exact: z.boolean().meta({ description: 'False: there are more than this number.' }),
        })
        .nullable()
        .meta({
          description: 'How many items match these filters on all pages; null unless `count` is set.',
        }),
    })
    .meta({ id: name });
}

/** One value or several, as a query writes them: `kind=awarded&kind=revoked`. */
export function severalOf<Value extends z.ZodType>(value: Value) {
  return z
    .union([z.array(value).max(50), value])
    .transform((given): z.output<Value>[] => (Array.isArray(given) ? (given as z.output<Value>[]) : [given]))
    .optional();
}

/** A yes or no in a query. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Of lists that can be counted. */
export const countFlag = {
  count: flag.optional().meta({
    description: 'Whether to count the items: exactly up to 10,000, and as "more" beyond that.',
  }),
};

/** Of lists that can be counted: where to go on, how much at once, and whether to count. */
export const countedPageQuery = { ...pageQuery, ...countFlag };

/** Who did something. */
export const actor = z
  .string()
  .meta({ description: '`user:<id>`, `key:<id>` or `cli:<name>`; viewers see only the kind.' });

import { z } from 'zod';
import { pageOf, pageQuery, timestamp } from './common.ts';

/** A course, or a CCX, that an event has named. */
export const course = z
  .strictObject({
    key: z.string(),
    name: z.string().meta({ description: 'The name in the newest event; empty if no event had one.' }),
    toldAt: timestamp.meta({ description: 'When an event last named it, to about a day.' }),
  })
  .meta({ id: 'Course' });

export type Course = z.output<typeof course>;
export const coursePage = pageOf(course, 'CoursePage');
export type CoursePage = z.output<typeof coursePage>;

const mostKeys = 100;

export const courseQuery = z.strictObject({
  ...pageQuery,
  search: z
    .string()
    .trim()
    .min(1)
    .max(255)
    .optional()
    .meta({ description: 'Only those with this text in their name or key, ignoring case.' }),
  keys: z
    .string()
    .max(16_000)
    .transform((text) => text.split(','))
    .pipe(z.array(z.string().min(1).max(255)).max(mostKeys))
    .optional()
    .meta({ description: `Only these keys, at most ${mostKeys}, with commas in between: to look up names.` }),
});

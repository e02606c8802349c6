import type { z } from 'zod';
import { problem } from './schemas/common.ts';

const problems = { content: { 'application/problem+json': { schema: problem } } };

/** Every answer of a route but the good one. */
export const problemAnswers = { default: { description: 'What is wrong, and what to do.', ...problems } };

/** The answers of a route: the good one, and problem details for every other. */
export function answers<const Status extends 200 | 201 | 202, Schema extends z.ZodType>(
  status: Status,
  schema: Schema,
): { readonly [Good in Status]: Schema } {
  const good = { [status]: schema } as { readonly [Good in Status]: Schema };
  return { ...good, ...problemAnswers };
}

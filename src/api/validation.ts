import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { mistakeAt } from '../rules/validate.ts';
import { RequestMistakes } from './problems.ts';
import { issueWords } from './schema-words.ts';

/** Checks a part of a request by its schema; what is wrong is told as mistakes, each at its place. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const { success, data: value, error } = schema.safeParse(data, { reportInput: true, error: () => '' });
    if (success) return { value };
    const mistakes = error.issues.map((issue) =>
      mistakeAt(
        issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
        issueWords(issue),
      ),
    );
    return { error: new RequestMistakes('REQUEST_INVALID', mistakes) };
  };

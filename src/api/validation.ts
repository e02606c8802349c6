import type { FastifySchemaCompiler } from 'fastify';
import type { z } from 'zod';
import { RequestMistakes } from './problems.ts';

/** Checks a part of a request by its schema; what is wrong is told as mistakes, each at its place. */
export const validatorCompiler: FastifySchemaCompiler<z.ZodType> =
  ({ schema }) =>
  (data) => {
    const { success, data: value, error } = schema.safeParse(data);
    if (success) return { value };
    const mistakes = error.issues.map(({ path, message }) => ({
      path: path.map((step) => (typeof step === 'symbol' ? String(step) : step)),
      message,
    }));
    return { error: new RequestMistakes('REQUEST_INVALID', mistakes) };
  };

import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { problemAnswers } from '../answers.ts';
import { csvPieces, exportName } from './export.ts';
import type { Export } from './export.ts';

/** The answers of a route that exports. */
export const exportAnswers = {
  200: {
    description: 'A CSV file (RFC 4180, UTF-8). A response that ends before its last chunk is incomplete.',
    // A text to clients; to the route, the answer that is sent piece by piece and validated by nobody.
    content: { 'text/csv': { schema: z.string() as unknown as z.ZodType<FastifyReply> } },
  },
  ...problemAnswers,
};

/**
 * Sends a list as a file. What is wrong before the first page is a problem as everywhere; when a later page can't be read,
 * the connection breaks off within the answer, so that no client takes a part for the whole.
 */
export async function sendExport<Item>(reply: FastifyReply, wanted: Export<Item>): Promise<FastifyReply> {
  const pieces = csvPieces(wanted);
  const first = await pieces.next();
  async function* all(): AsyncGenerator<string> {
    if (first.done !== true) yield first.value;
    yield* pieces;
  }
  return reply
    .type('text/csv; charset=utf-8')
    .header('content-disposition', `attachment; filename="${exportName(wanted.name, new Date())}"`)
    .send(Readable.from(all(), { objectMode: false }));
}

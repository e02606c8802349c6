import type { FastifyReply, FastifyRequest } from 'fastify';
import { languageOf } from './language.ts';
import type { Language } from './language.ts';
import { policyOf } from './page.ts';

export const pageType = 'text/html; charset=utf-8';

/** The language in which somebody asks for a page. */
export function languageOfRequest({ query, headers }: FastifyRequest): Language {
  const { lang } = query as { readonly lang?: unknown };
  return languageOf(typeof lang === 'string' ? lang : undefined, headers['accept-language']);
}

/** Sends a page for now: nobody keeps it. */
export function sendPage(reply: FastifyReply, page: string): FastifyReply {
  return reply.header('content-security-policy', policyOf([])).type(pageType).send(page);
}

import multipart from '@fastify/multipart';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { errorRegistry, LaurelError } from '../../errors.ts';
import type { Language } from '../public-pages/language.ts';
import { languageOfRequest, sendPage } from '../public-pages/send.ts';
import { verifyForm, verifyPath, verifyResult } from '../public-pages/verify-page.ts';
import type { FormMistake } from '../public-pages/verify-page.ts';
import type { ApiServer } from '../parts.ts';
import { fewVerifications, mostBadgeBytes, mostMegabytes } from './limits.ts';
import type { Given, Verifier } from './verifier.ts';

/** What a form may hold: one file, and few fields. */
const limits = { fileSize: mostBadgeBytes, fieldSize: 1024 * 1024, files: 1, fields: 8, parts: 9, headerPairs: 50 };

/** The form as it was filled in. */
interface Filled {
  readonly url: string;
  readonly text: string;
  readonly recipient: string;
  readonly file: Buffer | null;
}

/**
 * The page on which everybody verifies badges, without a script: the form, and what was found. A link may name a badge of this
 * site, which is verified at once; of anybody else's it fills in the form, so that no link makes this site call others.
 */
export function addVerifyPages(server: ApiServer, verifier: Verifier): void {
  void server.register(async (scope: ApiServer) => {
    await scope.register(multipart, { limits });
    scope.setErrorHandler((error, request, reply) => sendMistake(error as FastifyError, request, reply));
    const schema = { hide: true };
    const config = { access: 'public', rateLimit: fewVerifications } as const;

    scope.get(verifyPath, { config, schema }, async (request, reply) => {
      const { url } = request.query as { readonly url?: unknown };
      const language = languageOfRequest(request);
      if (typeof url !== 'string' || !(await verifier.isOwn(url)))
        return sendPage(
          reply,
          verifyForm({ url: typeof url === 'string' ? url.slice(0, 2000) : undefined }, null, language),
        );
      return sendPage(reply, verifyResult(await verifier.verify({ url }), language));
    });

    scope.post(verifyPath, { config, schema, bodyLimit: mostBadgeBytes + 2 * 1024 * 1024 }, async (request, reply) => {
      const language = languageOfRequest(request);
      const filled = await readForm(request);
      const given = givenIn(filled);
      if (given.length !== 1) return sendAgain(reply, filled, given.length, language);
      const [only] = given as [Given];
      const recipient = filled.recipient === '' ? undefined : filled.recipient;
      try {
        return await sendPage(reply, verifyResult(await verifier.verify(only, recipient), language));
      } catch (error) {
        if (!(error instanceof LaurelError) || error.code !== 'BADGE_NOT_FETCHED') throw error;
        const mistake = { text: language.texts.verify.notFetched, details: error.details.join(' ') };
        return sendPage(reply.code(errorRegistry[error.code].status), verifyForm(filled, mistake, language));
      }
    });
  });
}

function sendAgain(reply: FastifyReply, filled: Filled, count: number, language: Language): FastifyReply {
  const { nothingGiven, tooMuchGiven } = language.texts.verify;
  const mistake = { text: count === 0 ? nothingGiven : tooMuchGiven };
  return sendPage(reply.code(422), verifyForm(filled, mistake, language));
}

async function readForm(request: FastifyRequest): Promise<Filled> {
  const fields = new Map<string, string>();
  let file: Buffer | null = null;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      if (typeof part.value === 'string') fields.set(part.fieldname, part.value.trim());
      continue;
    }
    const bytes = await part.toBuffer();
    // A browser sends an empty one where none was chosen.
    if (bytes.length > 0) file = bytes;
  }
  return {
    url: fields.get('url') ?? '',
    text: fields.get('text') ?? '',
    recipient: fields.get('recipient') ?? '',
    file,
  };
}

function givenIn({ url, text, file }: Filled): Given[] {
  return [
    ...(url === '' ? [] : [{ url }]),
    ...(text === '' ? [] : [{ bytes: Buffer.from(text) }]),
    ...(file === null ? [] : [{ bytes: file }]),
  ];
}

/** People get a page for what went wrong, in their language, and not problem details. What is our defect is told as one. */
function sendMistake(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOfRequest(request);
  const { verify } = language.texts;
  const status = error instanceof LaurelError ? errorRegistry[error.code].status : (error.statusCode ?? 500);
  // Whoever watches over the server learns of it as of every defect.
  if (status >= 500) throw error;
  const mistake: FormMistake = {
    text: status === 413 ? verify.tooLarge(mostMegabytes) : status === 429 ? verify.tooMany : verify.notUnderstood,
  };
  return sendPage(reply.code(status), verifyForm({}, mistake, language));
}

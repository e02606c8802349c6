import { z } from 'zod';
import { errorCode } from '../errors.ts';
import type { LmsSignInSettings } from '../settings/sign-in.ts';

const timeoutMs = 10_000;
const mostBytes = 65_536;

const answer = z.object({ access_token: z.string().min(1) });

/**
 * Trades the code that a browser brought for an access token. `token_type=jwt` makes it one that says who it is about.
 *
 * @throws LmsUnreachable when the LMS does not answer in time, or not with a token
 */
export async function tradeCode(
  { urlRoot, clientId, clientSecret }: LmsSignInSettings,
  code: { readonly code: string; readonly redirectUri: string; readonly codeVerifier: string | undefined },
): Promise<string> {
  const request = fetch(`${urlRoot}/oauth2/access_token`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      token_type: 'jwt',
      client_id: clientId,
      client_secret: clientSecret,
      code: code.code,
      redirect_uri: code.redirectUri,
      ...(code.codeVerifier !== undefined && { code_verifier: code.codeVerifier }),
    }),
    // A redirection would carry the secret elsewhere.
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  const response = await request.catch((error: unknown) => {
    // Node tells in the cause what it was.
    const { cause } = error as { readonly cause?: unknown };
    throw new LmsUnreachable(errorCode(cause ?? error), { cause: error });
  });
  const text = await boundedText(response);
  if (!response.ok) throw new LmsUnreachable(`status ${response.status}`);
  const read = answer.safeParse(parseJson(text));
  // Nothing of the answer is told: it may hold a token after all.
  if (!read.success) throw new LmsUnreachable('an answer without a token');
  return read.data.access_token;
}

/** The LMS gave no token; the message is a word for the log. */
class LmsUnreachable extends Error {}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function boundedText(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) throw new LmsUnreachable('an answer of great length');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { headersOf } from '../headers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { leadOn } from '../set-cookies.ts';

/** There is nothing to guess here, and a whole school can have one address. */
const manyRequests = { max: 300, timeWindow: '1 minute' };
const common = { tags: ['Signing in'], hide: true };

/** A path of this site, and never the address of another: `//elsewhere` and `/\\elsewhere` are such. */
const ownPath = z
  .string()
  .max(2_000)
  .regex(/^\/(?![/\\])[\x21-\x7e]*$/, told`A path of this site must start with one slash.`.text)
  .refine((path) => !path.includes('\\'), told`A path of this site must not contain a backslash.`.text);

/** What the LMS may say when it sends a browser back. */
const answer = z.object({
  code: z.string().max(2_000).optional(),
  state: z.string().max(2_000).optional(),
  error: z.string().max(200).optional(),
});

/** To the LMS and back. The first is a plain link of the sign-in page. */
export function addLmsSignIn(server: ApiServer, { authentication, logger }: ApiParts): void {
  const config = { access: 'public', rateLimit: manyRequests } as const;

  server.get(
    '/api/auth/sign-in/lms',
    {
      config,
      exposeHeadRoute: false,
      schema: { ...common, querystring: z.strictObject({ returnTo: ownPath.default('/') }) },
    },
    async (request, reply) => leadOn(reply, await requireLms().begin(request.query.returnTo)),
  );

  server.get(
    '/api/auth/callback/lms',
    { config, exposeHeadRoute: false, schema: { ...common, querystring: answer } },
    async (request, reply) => {
      const sent = Object.entries(request.query).filter((entry): entry is [string, string] => entry[1] !== undefined);
      const outcome = await requireLms().finish(Object.fromEntries(sent), headersOf(request.headers));
      logger.info({ requestId: request.id, method: 'lms' }, outcome.signedIn ? 'signed in' : 'sign-in rejected');
      return leadOn(reply, outcome);
    },
  );

  function requireLms(): NonNullable<typeof authentication.lmsSignIn> {
    if (authentication.lmsSignIn === null)
      throw new LaurelError(
        'ROUTE_NOT_FOUND',
        told`Signing in with the LMS is not set up here. docs/access.md explains how to set it up.`,
      );
    return authentication.lmsSignIn;
  }
}

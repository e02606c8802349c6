import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { url } from './values.ts';

/** The address of a site: scheme, host and port, kept without the slash at the end. */
export const siteUrl = url(['https', 'http'], 'https://badges.example.org')
  .refine((value) => new URL(value).href === `${new URL(value).origin}/`, {
    error: 'must be a URL such as https://badges.example.org, without a path',
  })
  .transform((value) => new URL(value).origin);

/** Addresses of sites, separated by commas. */
export const siteUrls = z
  .string()
  .transform((value): unknown[] => value.split(',').map((each) => each.trim()))
  .pipe(z.array(siteUrl));

/** The root of a service, kept without the slash at the end. */
export const rootUrl = url(['https', 'http'], 'https://lms.example.org').transform((value) =>
  value.replace(/\/+$/, ''),
);

const jwkSet = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).min(1) });

/** A JWK set with public keys: JSON in the environment, a mapping or JSON in a file. */
export const publicJwkSet: z.ZodType<JSONWebKeySet> = z.unknown().transform((value, context) => {
  const parsed = jwkSet.safeParse(typeof value === 'string' ? parseJson(value) : value);
  if (!parsed.success) {
    context.addIssue({
      code: 'custom',
      message: 'must be a JWK set: {"keys": [{"kty": "RSA", "n": "...", "e": "..."}]}',
    });
    return z.NEVER;
  }
  // Nothing of the keys is repeated: what stands here by mistake can be the private one.
  if (parsed.data.keys.some((key) => key.kty !== 'RSA' || 'd' in key)) {
    context.addIssue({
      code: 'custom',
      message: 'must hold public RSA keys and nothing else; private keys stay in the LMS',
    });
    return z.NEVER;
  }
  return parsed.data;
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

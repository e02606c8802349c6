import { z } from 'zod';
import { readRedisUrl } from '../redis-url.ts';

/** The URL of a Redis. It may hold a password, so no message repeats any of it but the names of its parameters. */
export const redisUrl: z.ZodType<string> = z.unknown().transform((value, context) => {
  const url = typeof value === 'string' ? value.trim() : '';
  const reading = readRedisUrl(url);
  if (reading.ok) return url;
  context.addIssue({ code: 'custom', message: reading.mistake });
  return z.NEVER;
});

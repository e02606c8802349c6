import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { url } from './values.ts';

export const proxyUrl = url(['http', 'https'], 'http://proxy.example.org:3128');

const certificate = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** A file of certificates, read at once: its text in place of its name. */
export const certificateFile: z.ZodType<readonly string[]> = z.unknown().transform((value, context) => {
  const refuse = (why: string): never => {
    context.addIssue({ code: 'custom', message: `must name a PEM file with certificates, and ${why}` });
    return z.NEVER;
  };
  if (typeof value !== 'string' || value.trim() === '') return refuse('is no file name');
  let found: readonly string[];
  try {
    found = readFileSync(value.trim(), 'utf8').match(certificate) ?? [];
  } catch (error) {
    return refuse(
      `that file can't be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'})`,
    );
  }
  if (found.length === 0) return refuse('that file has none (BEGIN CERTIFICATE)');
  return found.every(isCertificate) ? found : refuse('one of that file is broken');
});

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0;
  } catch {
    return false;
  }
}

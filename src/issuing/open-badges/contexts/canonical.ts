import { createHash } from 'node:crypto';
import jsonld from 'jsonld';
import type { JsonObject } from '../json.ts';
import { loadVendored, UnknownContext } from './document-loader.ts';

/** A document that can't be brought into its canonical form, and so be neither signed nor verified. */
export class NotCanonical extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'NotCanonical';
  }
}

/** How many rounds the algorithm may take to tell nodes apart that look the same; hostile documents would ask for years. */
const maxWorkFactor = 1;

/**
 * SHA-256 of the canonical form (RDFC-1.0) of a JSON-LD document. What no context knows is an error, so that nothing in the
 * document stays unsigned in silence.
 *
 * @throws NotCanonical
 */
export async function canonicalHash(document: JsonObject): Promise<Buffer> {
  const options = {
    documentLoader: loadVendored,
    safe: true,
    canonizeOptions: { algorithm: 'RDFC-1.0', maxWorkFactor },
  } as const;
  try {
    return createHash('sha256')
      .update(await jsonld.canonize(document, options))
      .digest();
  } catch (error) {
    throw new NotCanonical(explain(error), { cause: error });
  }
}

/** What jsonld says of its events in `details`, in words; of a context the loader's own error is told. */
function explain(error: unknown): string {
  for (let cause = error; cause instanceof Error; cause = cause.cause ?? causeOf(cause))
    if (cause instanceof UnknownContext) return cause.message;
  const { message, details } = error as {
    readonly message: string;
    readonly details?: { readonly event?: EventOfJsonld };
  };
  const { code = '', details: about = {} } = details?.event ?? {};
  const subject = about['property'] ?? about['type'] ?? about['id'] ?? about['reference'] ?? about['value'];
  if (typeof subject !== 'string') return message;
  return code === 'invalid property'
    ? `The contexts do not know the property "${subject}".`
    : `"${subject}" can't be signed or verified (${code}).`;
}

interface EventOfJsonld {
  readonly code?: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

/** Where jsonld puts the error that caused one of its own. */
function causeOf(error: Error): unknown {
  return (error as { readonly details?: { readonly cause?: unknown } }).details?.cause;
}

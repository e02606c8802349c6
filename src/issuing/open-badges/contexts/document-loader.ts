import type { RemoteDocument } from 'jsonld';
import { vendoredContexts } from './vendored.ts';

/** A context that is not kept with the code. It is never fetched: whoever writes a credential would choose where Laurel connects to. */
export class UnknownContext extends Error {
  readonly url: string;

  constructor(url: string) {
    super(`The context ${url} is not one that Laurel knows, and contexts are never fetched.`);
    this.name = 'UnknownContext';
    this.url = url;
  }
}

/**
 * The closed document loader: gives what is kept with the code, and opens no connection.
 *
 * @throws UnknownContext for everything else
 */
export async function loadVendored(url: string): Promise<RemoteDocument> {
  const context = vendoredContexts.get(url);
  if (context === undefined) throw new UnknownContext(url);
  return { contextUrl: null, document: context.document, documentUrl: url };
}

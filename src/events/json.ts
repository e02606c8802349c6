/** Parses JSON of strangers. */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The value of JSON text in UTF-8; undefined when the bytes are anything else. */
export function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

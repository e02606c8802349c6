/** Parses JSON of strangers. */

/** How deep it may be nested. Nothing that is read here has more than ten levels; parsers and walks recurse. */
export const mostLevels = 32;

/** Takes a byte order mark off, which no JSON needs and some editors write. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The value of JSON text in UTF-8; undefined when the bytes are anything else, or nested too deep. */
export function parseJson(bytes: Buffer): unknown {
  if (measureJson(bytes).levels > mostLevels) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    return undefined;
  }
}

/** What bytes are that {@link parseJson} makes nothing of, in words. */
export const notJson = `not JSON in UTF-8, or nested more than ${mostLevels} levels deep`;

export interface JsonMeasure {
  /** How deep lists and objects are nested; counted to one more than {@link mostLevels}. */
  readonly levels: number;
  /** How many values there are, lists and objects included; at least as many as a parser will make. */
  readonly values: number;
}

/** Measures JSON text before anything is made of it, in one pass. Of what is no JSON it tells something, and never fails. */
export function measureJson(bytes: Buffer): JsonMeasure {
  let level = 0;
  let levels = 0;
  let values = 1;
  for (let index = 0; index < bytes.length && levels <= mostLevels; index++) {
    const byte = bytes[index] as number;
    switch (byte) {
      case quote:
        index = endOfText(bytes, index);
        break;
      case openingBracket:
      case openingBrace:
        level += 1;
        if (level > levels) levels = level;
        values += 1;
        break;
      case closingBracket:
      case closingBrace:
        level -= 1;
        break;
      case comma:
        values += 1;
        break;
    }
  }
  return { levels, values };
}

const [quote, backslash, comma, openingBracket, closingBracket, openingBrace, closingBrace] = [
  0x22, 0x5c, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d,
];

/** Where the text ends that begins here. */
function endOfText(bytes: Buffer, start: number): number {
  for (let index = start + 1; index < bytes.length; index++) {
    if (bytes[index] === backslash) index += 1;
    else if (bytes[index] === quote) return index;
  }
  return bytes.length;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

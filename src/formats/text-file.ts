/**
 * Text files that people write, as the editors and shells of different systems save them: with or without a byte order
 * mark, in UTF-8 or UTF-16. Whatever else a file is in is named, and never read as something it is not.
 */

const advice = 'save it as UTF-8';

/** The text without its byte order mark; or what is wrong with the file and what to do. */
export type Decoded = { readonly text: string } | { readonly mistake: string };

export function decodeText(bytes: Uint8Array): Decoded {
  const encoding = encodingOf(bytes);
  if (encoding === null) return { mistake: `is neither UTF-8 nor UTF-16 with a byte order mark; ${advice}` };
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    const line = encoding === 'utf-8' ? ` (line ${lineOfFault(bytes)})` : '';
    return { mistake: `has bytes that are not ${encoding.toUpperCase()}${line}; ${advice}` };
  }
}

/** What a file begins as; null for UTF-32, and for UTF-16 without its mark. */
export function encodingOf(start: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' | null {
  const [first, second, third, fourth] = start;
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? null : 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // No text begins with U+0000, nor has it second: this is half of a wider character.
  return first === 0 || second === 0 ? null : 'utf-8';
}

function lineOfFault(bytes: Uint8Array): number {
  let line = 1;
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start);
    const end = feed === -1 ? bytes.length : feed;
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(start, end));
    } catch {
      return line;
    }
    start = end + 1;
  }
  return line;
}

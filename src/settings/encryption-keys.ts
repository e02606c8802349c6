import { z } from 'zod';

/** A key that seals the API keys of stored connections. */
export interface EncryptionKey {
  /** Stands in what it sealed, so that the right key opens it. Not secret. */
  readonly id: string;
  /** 32 bytes, for AES-256. */
  readonly bytes: Buffer;
}

const keyBytes = 32;
const example = 'k1:<32 random bytes in base64>';
const howToMake = 'make one with `openssl rand -base64 32`';

/**
 * `id:base64` entries, the first of which seals: a list in a file, separated by commas in the environment. No message
 * repeats what was written, for all of it may be secret, the id of a mistaken entry included.
 */
export const encryptionKeys: z.ZodType<readonly EncryptionKey[]> = z.unknown().transform((value, context) => {
  const entries: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [value];
  const keys: EncryptionKey[] = [];
  const complain = (message: string): void => context.addIssue({ code: 'custom', message });
  for (const [index, entry] of entries.entries()) {
    const read = typeof entry === 'string' ? readEntry(entry.trim()) : `must be a text such as \`${example}\``;
    const place = `entry ${index + 1}`;
    if (typeof read === 'string') complain(`${place} ${read}`);
    else {
      const twin = keys.findIndex(({ id, bytes }) => id === read.id || bytes.equals(read.bytes));
      if (twin >= 0) complain(`${place} ${twinMistake(read, keys[twin], twin)}`);
      keys.push(read);
    }
  }
  if (entries.length === 0) complain(`must be a list of entries such as \`${example}\``);
  return keys;
});

/** The key of an entry, or what is wrong with it. */
function readEntry(entry: string): EncryptionKey | string {
  const [, id, encoded] = /^([^:]*):(.*)$/s.exec(entry) ?? [];
  if (id === undefined || encoded === undefined) return `has no id: write it as \`${example}\``;
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) return 'needs an id of 1 to 32 letters, digits, "-" or "_" before its colon';
  // Buffer.from takes anything and leaves out what it doesn't know, so the form is checked first.
  if (!/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) return `is not base64 after its colon; ${howToMake}`;
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== keyBytes)
    return `has ${bytes.length} bytes and needs exactly ${keyBytes} (44 characters of base64); ${howToMake}`;
  return { id, bytes };
}

function twinMistake({ id }: EncryptionKey, twin: EncryptionKey | undefined, place: number): string {
  return twin?.id === id
    ? `has the id of entry ${place + 1}: every key needs an id of its own, also after years`
    : `is the same key as entry ${place + 1}: ${howToMake}`;
}

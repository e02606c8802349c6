import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyring, sealedWith } from '../../src/secrets.ts';
import { readSettings } from '../../src/settings.ts';
import { viewSettings } from '../../src/settings/view.ts';

const key = (): string => randomBytes(32).toString('base64');
const ring = (setting: string) =>
  createKeyring(readSettings({ LAUREL_ENCRYPTION_KEYS: setting }).secrets.encryptionKeys);
const owner = ['connection', 'credly', 'one'];

describe('a sealed secret', () => {
  const keyring = ring(`k1:${key()}`);

  test('opens again, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (secret) => {
        expect(keyring.open(keyring.seal(secret, owner), owner)).toBe(secret.toWellFormed());
      }),
    );
  });

  test('names its key, shows nothing of the secret, and is never the same twice', () => {
    const secrets = ['a-recognisable-key', 'a-recognisable-key'].map((secret) => keyring.seal(secret, owner));
    expect(secrets[0]).not.toBe(secrets[1]);
    for (const sealed of secrets) {
      expect(sealedWith(sealed)).toBe('k1');
      expect(sealed).toMatch(/^v1\.k1(\.[\w-]+){3}$/);
      expect(Buffer.from(sealed.split('.').at(-1) ?? '', 'base64url').toString('latin1')).not.toContain('recognisable');
    }
  });

  test('does not open for another account, or when a part of it was changed', () => {
    const sealed = keyring.seal('secret', owner);
    for (const other of [
      ['connection', 'credly', 'two'],
      ['connection', 'accredible', 'one'],
      ['connection', 'credly,one'],
    ])
      expect(() => keyring.open(sealed, other)).toThrow(/belonged to a different key/);
    const parts = sealed.split('.');
    for (const place of [2, 3, 4]) {
      const flipped = Buffer.from(parts[place] ?? '', 'base64url');
      flipped[0] = (flipped[0] ?? 0) ^ 1;
      const changed = parts.with(place, flipped.toString('base64url')).join('.');
      expect(() => keyring.open(changed, owner)).toThrow(/the stored text was changed/);
    }
    // A shortened tag would be easier to guess.
    const shortTag = parts.with(3, (parts[3] ?? '').slice(0, 6)).join('.');
    expect(() => keyring.open(shortTag, owner)).toThrow(/the stored text was changed/);
    for (const text of ['', 'v1.k1', 'v1.k1..', 'plain text', 'v2.k1.a.b.c'])
      expect(() => keyring.open(text, owner)).toThrow();
  });

  test('opens with every key of the ring, and is sealed with the first', () => {
    const [old, fresh] = [`old:${key()}`, `new:${key()}`];
    const sealed = ring(old).seal('secret', owner);
    const both = ring(`${fresh},${old}`);
    expect(both.open(sealed, owner)).toBe('secret');
    expect(sealedWith(both.seal('secret', owner))).toBe('new');
    expect(() => ring(fresh).open(sealed, owner)).toThrow(
      expect.objectContaining({ code: 'ENCRYPTION_KEY_MISSING', message: expect.stringContaining('"old"') }),
    );
    expect(() => ring(`old:${key()}`).open(sealed, owner)).toThrow(
      expect.objectContaining({ code: 'ENCRYPTION_KEY_MISSING', message: expect.stringContaining("can't decrypt it") }),
    );
  });

  test('can’t be made without a key, and the error tells how to make one', () => {
    expect(() => createKeyring([]).seal('secret', owner)).toThrow(
      expect.objectContaining({
        code: 'ENCRYPTION_KEY_MISSING',
        message: expect.stringContaining('openssl rand -base64 32'),
      }),
    );
  });
});

describe('LAUREL_ENCRYPTION_KEYS', () => {
  const mistakesOf = (setting: string): string => {
    try {
      readSettings({ LAUREL_ENCRYPTION_KEYS: setting });
    } catch (error) {
      return String(error);
    }
    return 'none';
  };

  test.each([
    ['no id', key(), /entry 1 has no id/],
    ['an empty id', `:${key()}`, /entry 1 needs an id/],
    ['an id with a dot, which stands between the parts of a sealed text', `a.b:${key()}`, /entry 1 needs an id/],
    ['no base64', 'k1:not base64!', /entry 1 is not base64/],
    ['31 bytes', `k1:${randomBytes(31).toString('base64')}`, /entry 1 has 31 bytes and needs exactly 32/],
    ['33 bytes', `k1:${randomBytes(33).toString('base64')}`, /entry 1 has 33 bytes/],
    ['hexadecimal', `k1:${randomBytes(32).toString('hex')}`, /entry 1 has 48 bytes/],
    ['an id twice', `k1:${key()}, k1:${key()}`, /entry 2 has the id of entry 1/],
    ['nothing between commas', `k1:${key()},`, /entry 2 has no id/],
  ])('%s is told', (_, setting, mistake) => {
    expect(mistakesOf(setting)).toMatch(mistake);
  });

  test('the same key under two ids is told: rotating would change nothing', () => {
    const twice = key();
    expect(mistakesOf(`k1:${twice},k2:${twice}`)).toMatch(/entry 2 is the same key as entry 1/);
  });

  test('all mistakes are told at once, and none repeats what was written', () => {
    const told = mistakesOf(`SECRET.1:${key()},SECRET2,k3:SECRET3SECRET3`);
    expect(told).toMatch(/entry 1 .*\n.*entry 2 .*\n.*entry 3 /);
    expect(told.replaceAll('LAUREL_ENCRYPTION_KEYS', '')).not.toContain('SECRET');
  });

  test('is read from the environment, a list of a file and base64 of either alphabet, and is never shown', () => {
    const bytes = Buffer.alloc(32, 0xfb);
    for (const encoding of ['base64', 'base64url'] as const) {
      const setting = `k1:${bytes.toString(encoding)}, k2:${key()}`;
      const { encryptionKeys } = readSettings({ LAUREL_ENCRYPTION_KEYS: setting }).secrets;
      expect(encryptionKeys.map(({ id }) => id)).toEqual(['k1', 'k2']);
      expect(encryptionKeys[0]?.bytes).toEqual(bytes);
      expect(JSON.stringify(viewSettings({ LAUREL_ENCRYPTION_KEYS: setting }))).not.toContain(bytes.toString(encoding));
    }
  });
});

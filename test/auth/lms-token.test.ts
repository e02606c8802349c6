import { generateKeyPair, SignJWT, exportJWK } from 'jose';
import type { CryptoKey, GenerateKeyPairResult } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import { readLmsToken } from '../../src/auth/lms-token.ts';
import type { LmsSignInSettings } from '../../src/settings/sign-in.ts';

const sharedSecret = 'the secret that an old LMS shares with its services';
const ada = { user_id: 7, email: 'ada@example.org', preferred_username: 'ada' };
let keys: GenerateKeyPairResult;
let settings: LmsSignInSettings;

beforeAll(async () => {
  keys = await generateKeyPair('RS512', { extractable: true });
  settings = {
    clientId: 'laurel-sso',
    clientSecret: 'sesame',
    urlRoot: 'https://lms.example.org',
    publicUrlRoot: 'https://lms.example.org',
    logoutUrl: 'https://lms.example.org/logout',
    issuer: 'https://lms.example.org/oauth2',
    audience: 'openedx',
    publicKeys: { keys: [await exportJWK(keys.publicKey)] },
    sharedSecret,
    staffRole: null,
    superuserRole: null,
    retirementWorker: null,
  };
});

interface Signing {
  readonly secondsLeft?: number;
  readonly alg?: string;
  readonly key?: CryptoKey | Uint8Array;
}

function signed(claims: object, { secondsLeft = 60, alg = 'RS512', key = keys.privateKey }: Signing = {}) {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg })
    .setIssuer(settings.issuer)
    .setAudience(settings.audience)
    .setExpirationTime(now + secondsLeft)
    .sign(key);
}

describe('an access token of the LMS', () => {
  test.each([
    [{ name: 'Ada Lovelace', given_name: 'x' }, 'Ada Lovelace'],
    [{ name: '', given_name: 'Ada', family_name: 'Lovelace' }, 'Ada Lovelace'],
    [{ given_name: 'Ada' }, 'Ada'],
    [{}, 'ada'],
    [{ preferred_username: undefined }, 'ada@example.org'],
  ])('%j calls somebody %s', async (claims, name) => {
    const reading = await readLmsToken(settings, await signed({ ...ada, ...claims }));
    expect(reading).toEqual({
      believed: true,
      person: {
        lmsUserId: 7,
        email: 'ada@example.org',
        // An old LMS, which does not say: it has verified every address itself.
        emailVerified: true,
        name,
        staff: false,
        superuser: false,
        restricted: false,
      },
    });
  });

  test('is believed a second after its end, when clocks differ, and no longer', async () => {
    expect(await readLmsToken(settings, await signed(ada, { secondsLeft: 0 }))).toMatchObject({ believed: true });
    expect(await readLmsToken(settings, await signed(ada, { secondsLeft: -3 }))).toEqual({
      believed: false,
      why: 'ERR_JWT_EXPIRED',
    });
  });

  test('without an end is not believed', async () => {
    const token = await new SignJWT(ada)
      .setProtectedHeader({ alg: 'RS512' })
      .setIssuer(settings.issuer)
      .setAudience(settings.audience)
      .sign(keys.privateKey);
    expect(await readLmsToken(settings, token)).toEqual({ believed: false, why: 'ERR_JWT_CLAIM_VALIDATION_FAILED' });
  });

  test('that uses the public key as a secret is not believed', async () => {
    const jwk = JSON.stringify(await exportJWK(keys.publicKey));
    const withoutSecret = { ...settings, sharedSecret: null };
    for (const key of [jwk, settings.issuer]) {
      const token = await signed(ada, { alg: 'HS256', key: new TextEncoder().encode(key.padEnd(32)) });
      expect(await readLmsToken(settings, token)).toMatchObject({ believed: false });
      expect(await readLmsToken(withoutSecret, token)).toEqual({ believed: false, why: 'ERR_JOSE_ALG_NOT_ALLOWED' });
    }
  });

  test.each([['RS256'], ['RS384'], ['PS512']])('with the right key and %s is not believed', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
    const publicKeys = { keys: [await exportJWK(publicKey)] };
    const token = await signed(ada, { alg, key: privateKey });
    expect(await readLmsToken({ ...settings, publicKeys }, token)).toEqual({
      believed: false,
      why: 'ERR_JOSE_ALG_NOT_ALLOWED',
    });
  });

  test.each([
    [{ user_id: undefined }, 'without user_id'],
    [{ user_id: '7' }, 'without user_id'],
    [{ user_id: 0 }, 'without user_id'],
    [{ user_id: 7.5 }, 'without user_id'],
    [{ email: '' }, 'without email'],
  ])('%j is not believed, and says what it lacks', async (claims, why) => {
    expect(await readLmsToken(settings, await signed({ ...ada, ...claims }))).toEqual({ believed: false, why });
  });
});

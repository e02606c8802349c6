import { describe, expect, test } from 'vitest';
import { openAuthentication } from '../../src/auth/open.ts';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { viewSettings } from '../../src/settings/view.ts';
import { createEmbeddedDatabase, silent } from '../support/database.ts';
import { secret } from './stage.ts';

const lms = {
  SOCIAL_AUTH_EDX_OAUTH2_KEY: 'laurel-sso',
  SOCIAL_AUTH_EDX_OAUTH2_SECRET: 'sesame',
  SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: 'http://lms:8000/',
  LAUREL_LMS_JWT_AUDIENCE: 'openedx',
  JWT_PUBLIC_SIGNING_JWK_SET: '{"keys":[{"kty":"RSA","n":"sesame","e":"AQAB"}]}',
};

function mistakesOf(environment: Environment): readonly string[] {
  try {
    readSettings(environment);
  } catch (error) {
    return (error as { readonly details: readonly string[] }).details;
  }
  return [];
}

describe('the settings of signing in', () => {
  test('without any, the site is local and nobody signs in with an LMS', () => {
    expect(readSettings({}).http).toEqual({
      host: '127.0.0.1',
      port: 8760,
      publicUrl: 'http://localhost:8760',
      publicUrlIsSet: false,
      trustProxy: false,
      requestsPerMinute: 1_200,
    });
    expect(readSettings({ LAUREL_HTTP_PORT: '80' }).http.publicUrl).toBe('http://localhost:80');
    expect(readSettings({}).signIn).toMatchObject({
      secret: null,
      lmsRoleDays: 7,
      lms: null,
      learnerRecordOrigins: [],
    });
  });

  test('an LMS needs few of them; the rest follows', () => {
    expect(readSettings(lms).signIn.lms).toEqual({
      clientId: 'laurel-sso',
      clientSecret: 'sesame',
      urlRoot: 'http://lms:8000',
      publicUrlRoot: 'http://lms:8000',
      logoutUrl: 'http://lms:8000/logout',
      issuer: 'http://lms:8000/oauth2',
      audience: 'openedx',
      publicKeys: { keys: [{ kty: 'RSA', n: 'sesame', e: 'AQAB' }] },
      sharedSecret: null,
      staffRole: null,
      superuserRole: null,
      retirementWorker: null,
    });
    const outside = readSettings({ ...lms, SOCIAL_AUTH_EDX_OAUTH2_PUBLIC_URL_ROOT: 'https://lms.example.org' });
    expect(outside.signIn.lms).toMatchObject({
      urlRoot: 'http://lms:8000',
      publicUrlRoot: 'https://lms.example.org',
      logoutUrl: 'https://lms.example.org/logout',
      issuer: 'https://lms.example.org/oauth2',
    });
  });

  test('every mistake is told at once, with the way to mend it and without a secret', () => {
    const mistakes = mistakesOf({
      LAUREL_SECRET: 'sesame',
      LAUREL_PUBLIC_URL: 'https://badges.example.org/laurel',
      SOCIAL_AUTH_EDX_OAUTH2_KEY: 'laurel-sso',
      SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: 'sesame',
      JWT_PUBLIC_SIGNING_JWK_SET: '{"keys":[{"kty":"RSA","n":"x","e":"AQAB","d":"sesame"}]}',
      LAUREL_LMS_STAFF_ROLE: 'owner',
    });
    expect(mistakes).toEqual([
      expect.stringMatching(/^LAUREL_PUBLIC_URL .*without a path/),
      expect.stringMatching(/^SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT .*must be a URL/),
      expect.stringMatching(/^JWT_PUBLIC_SIGNING_JWK_SET .*public RSA keys and nothing else/),
      expect.stringMatching(/^LAUREL_LMS_STAFF_ROLE .*viewer, designer, operator, admin/),
      expect.stringMatching(/^LAUREL_SECRET: .*32 characters.*openssl/),
      expect.stringMatching(/^SOCIAL_AUTH_EDX_OAUTH2_SECRET: must be set with SOCIAL_AUTH_EDX_OAUTH2_KEY/),
      expect.stringMatching(/^LAUREL_LMS_JWT_AUDIENCE: must be set with SOCIAL_AUTH_EDX_OAUTH2_KEY/),
    ]);
    expect(mistakes.join()).not.toContain('sesame');
  });

  test.each([
    ['LAUREL_PUBLIC_URL', 'badges.example.org'],
    ['LAUREL_PUBLIC_URL', 'ftp://badges.example.org'],
    ['LAUREL_PUBLIC_URL', 'https://user:sesame@badges.example.org'],
    ['JWT_PUBLIC_SIGNING_JWK_SET', 'sesame'],
    ['JWT_PUBLIC_SIGNING_JWK_SET', '{"keys":[]}'],
    ['JWT_PUBLIC_SIGNING_JWK_SET', '{"keys":[{"kty":"oct","k":"sesame"}]}'],
    ['LAUREL_LMS_JWT_SECRET', 'sesame'],
  ])('%s = %s is a mistake that does not repeat it', (name, value) => {
    const mistakes = mistakesOf({ ...lms, [name]: value });
    expect(mistakes).toEqual([expect.stringMatching(new RegExp(`^${name}\\b`))]);
    expect(mistakes.join()).not.toContain('sesame');
  });

  test('what has no effect without the client id is a mistake', () => {
    const { SOCIAL_AUTH_EDX_OAUTH2_KEY: _key, ...others } = lms;
    const mistakes = mistakesOf(others);
    expect(mistakes).toHaveLength(4);
    for (const mistake of mistakes) expect(mistake).toContain('has no effect without SOCIAL_AUTH_EDX_OAUTH2_KEY');
  });

  test('no key at all to check tokens with is a mistake', () => {
    expect(mistakesOf({ ...lms, JWT_PUBLIC_SIGNING_JWK_SET: undefined })).toEqual([
      expect.stringMatching(/^JWT_PUBLIC_SIGNING_JWK_SET: must be set.*LAUREL_LMS_JWT_SECRET/),
    ]);
  });

  test('secrets are not shown', () => {
    const views = viewSettings({ ...lms, LAUREL_SECRET: 'sesame', LAUREL_LMS_JWT_SECRET: 'sesame' });
    expect(JSON.stringify(views)).not.toContain('sesame');
    expect(views.find(({ name }) => name === 'LAUREL_SECRET')?.value).toBe('***');
  });

  test('nothing is served without a secret', async () => {
    const database = await createEmbeddedDatabase();
    expect(() => openAuthentication({ settings: readSettings({}), database, logger: silent })).toThrow(/LAUREL_SECRET/);
    expect(
      openAuthentication({ settings: readSettings({ LAUREL_SECRET: secret }), database, logger: silent }),
    ).toBeDefined();
    await database.close();
  });
});

import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** An LMS whose access tokens a site believes, and a stranger whose tokens it does not. */
export interface LmsTokens {
  /** The settings of the site. */
  readonly environment: Readonly<Record<string, string>>;
  /** A token with these claims, which come before those of every token. */
  sign(claims: object, made?: { readonly by?: 'stranger' | undefined; readonly expiresAt?: string }): Promise<string>;
}

export async function makeLmsTokens(): Promise<LmsTokens> {
  const url = 'https://lms.example.org';
  const [lms, stranger] = await Promise.all([generateKeyPair('RS512'), generateKeyPair('RS512')]);
  return {
    environment: {
      SOCIAL_AUTH_EDX_OAUTH2_KEY: 'laurel',
      SOCIAL_AUTH_EDX_OAUTH2_SECRET: 'sesame',
      SOCIAL_AUTH_EDX_OAUTH2_URL_ROOT: url,
      JWT_PUBLIC_SIGNING_JWK_SET: JSON.stringify({ keys: [await exportJWK(lms.publicKey)] }),
      LAUREL_LMS_JWT_AUDIENCE: 'openedx',
    },
    sign: (claims, { by, expiresAt = '1h' } = {}) =>
      new SignJWT({ iss: `${url}/oauth2`, aud: 'openedx', ...claims })
        .setProtectedHeader({ alg: 'RS512', typ: 'JWT' })
        .setExpirationTime(expiresAt)
        .sign((by === 'stranger' ? stranger : lms).privateKey),
  };
}

/** What goes wrong, in the words of OAuth 2.0 (RFC 6749, 6750) and of OpenID4VCI; wallets act upon the code. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_grant'
  | 'unsupported_grant_type'
  | 'invalid_token'
  | 'invalid_proof'
  | 'invalid_nonce'
  | 'invalid_credential_request'
  | 'unknown_credential_configuration'
  | 'unknown_credential_identifier'
  | 'invalid_encryption_parameters'
  | 'credential_request_denied'
  // Draft 13 alone.
  | 'unsupported_credential_type'
  | 'unsupported_credential_format';

/** A refusal as a wallet understands it. The description is for people; it never holds a code, a token or a nonce. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, description: string) {
    super(description);
    this.code = code;
  }
}

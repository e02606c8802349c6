import { configurationIds } from '../../issuing/openid4vci/configurations.ts';
import { preAuthorizedGrant } from '../../issuing/openid4vci/metadata.ts';
import { OAuthError } from '../../issuing/openid4vci/oauth-error.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { isJsonObject } from '../../issuing/open-badges/json.ts';
import type { ApiServer } from '../parts.ts';

/** Lets a scope take forms, as OAuth has them. */
export function takeForms(scope: ApiServer): void {
  scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) =>
    done(null, new URLSearchParams(body.toString())),
  );
}

/** What a wallet asks a token with. */
export interface TokenRequest {
  readonly code: string;
  /** Where it asked by them, with the identifiers that it then asks for badges by. */
  readonly authorizationDetails: readonly JsonObject[];
}

/**
 * Reads a request for a token.
 *
 * @throws OAuthError invalid_request, unsupported_grant_type
 */
export function readTokenRequest(body: unknown): TokenRequest {
  if (!(body instanceof URLSearchParams))
    throw new OAuthError('invalid_request', 'Send a form: Content-Type: application/x-www-form-urlencoded.');
  const twice = [...body.keys()].find((name) => body.getAll(name).length > 1);
  if (twice !== undefined) throw new OAuthError('invalid_request', 'The form has a parameter more than once.');
  if (body.get('grant_type') !== preAuthorizedGrant)
    throw new OAuthError('unsupported_grant_type', `The grant_type of an offer is ${preAuthorizedGrant}.`);
  if (body.has('tx_code')) throw new OAuthError('invalid_request', 'The offer asks for no tx_code: leave it out.');
  const code = body.get('pre-authorized_code') ?? '';
  if (code === '') throw new OAuthError('invalid_request', 'The pre-authorized_code of the offer is missing.');
  return { code, authorizationDetails: detailsIn(body.get('authorization_details')) };
}

function detailsIn(text: string | null): JsonObject[] {
  if (text === null) return [];
  const details = parse(text);
  if (!Array.isArray(details) || details.length === 0 || details.length > configurationIds.length) throw wrongDetails();
  return details.map((detail: unknown) => {
    const id = isJsonObject(detail) ? detail['credential_configuration_id'] : undefined;
    const known = configurationIds.find((each) => each === id);
    if (!isJsonObject(detail) || detail['type'] !== 'openid_credential' || known === undefined) throw wrongDetails();
    return { type: 'openid_credential', credential_configuration_id: known, credential_identifiers: [known] };
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw wrongDetails();
  }
}

function wrongDetails(): OAuthError {
  return new OAuthError(
    'invalid_request',
    `The authorization_details are a list of openid_credential with one of ${configurationIds.join(', ')}.`,
  );
}

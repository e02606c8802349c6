import { z } from 'zod';
import { badgeVct } from '../open-badges/proofs/sd-jwt.ts';
import { badgeTypes, configurationIds, formatOf } from './configurations.ts';
import type { ConfigurationId, Edition } from './configurations.ts';
import { OAuthError } from './oauth-error.ts';

/** What a wallet asks for. */
export interface CredentialRequest {
  readonly configuration: ConfigurationId;
  /** In which edition's words it asked, and is answered. */
  readonly edition: Edition;
  /** The key proof, not verified. */
  readonly proof: string;
}

const types = z.array(z.string().max(200)).max(50);

/**
 * A request in any of the editions: by the id of a configuration (final), by an identifier of the token's answer (both), or by
 * the format and what makes it up (Draft 13). What else is in it is ignored, as the specification says.
 */
const requestShape = z.object({
  credential_configuration_id: z.string().optional(),
  credential_identifier: z.string().optional(),
  format: z.string().optional(),
  credential_definition: z.object({ type: types.optional() }).optional(),
  vct: z.string().optional(),
  proof: z.object({ proof_type: z.string(), jwt: z.string().optional() }).optional(),
  proofs: z.record(z.string(), z.unknown()).optional(),
  credential_response_encryption: z.unknown().optional(),
});

type Shape = z.output<typeof requestShape>;

/**
 * Reads a request of any edition.
 *
 * @throws OAuthError in the words of the edition
 */
export function readCredentialRequest(body: unknown): CredentialRequest {
  const read = requestShape.safeParse(body);
  if (!read.success) {
    const [mistake] = read.error.issues;
    throw new OAuthError(
      'invalid_credential_request',
      `The request is not one for a credential: ${mistake?.path.join('.') ?? ''} ${mistake?.message ?? ''}`.trim(),
    );
  }
  const request = read.data;
  const edition = editionOf(request);
  if (request.credential_response_encryption !== undefined)
    throw new OAuthError('invalid_encryption_parameters', 'Answers are not encrypted here, but by the connection.');
  return { configuration: configurationOf(request, edition), edition, proof: proofOf(request) };
}

/** Only the final edition has ids of configurations in requests; only the drafts have `format`, and one `proof`. */
function editionOf({ credential_configuration_id: id, format, proof }: Shape): Edition {
  if (id !== undefined) return 'final';
  return format !== undefined || proof !== undefined ? 'draft13' : 'final';
}

function configurationOf(request: Shape, edition: Edition): ConfigurationId {
  const { credential_configuration_id: id, credential_identifier: identifier, format } = request;
  if ([id, identifier, format].filter((each) => each !== undefined).length !== 1)
    throw new OAuthError(
      'invalid_credential_request',
      'Ask by exactly one of credential_configuration_id, credential_identifier and, in Draft 13, format.',
    );
  if (format !== undefined) return byFormat(request, format);
  const found = configurationIds.find((each) => each === (id ?? identifier));
  if (found !== undefined) return found;
  if (id !== undefined)
    throw new OAuthError('unknown_credential_configuration', `This issuer has ${configurationIds.join(', ')}.`);
  if (edition === 'draft13')
    throw new OAuthError('invalid_credential_request', 'The token is for no credential of this identifier.');
  throw new OAuthError('unknown_credential_identifier', 'The token is for no credential of this identifier.');
}

function byFormat({ credential_definition: definition, vct }: Shape, format: string): ConfigurationId {
  const found = configurationIds.find((id) => format === formatOf(id, 'draft13') || format === formatOf(id, 'final'));
  if (found === undefined)
    throw new OAuthError(
      'unsupported_credential_format',
      `This issuer has the formats ${configurationIds.map((id) => formatOf(id, 'draft13')).join(', ')}.`,
    );
  const asked = definition?.type ?? [];
  const isBadge =
    found === 'OpenBadgeCredential_sd_jwt' ? vct === badgeVct : asked.every((type) => badgeTypes.includes(type));
  if (isBadge) return found;
  throw new OAuthError(
    'unsupported_credential_type',
    `This issuer has credentials of the type ${badgeTypes.join(', ')}.`,
  );
}

/** One badge is bound to one key, so there is one proof. */
function proofOf({ proof, proofs }: Shape): string {
  const given = proof === undefined ? Object.entries(proofs ?? {}) : [[proof.proof_type, [proof.jwt]] as const];
  const [[type, list] = []] = given;
  const [jwt, ...more] = Array.isArray(list) ? (list as readonly unknown[]) : [];
  if (type === 'jwt' && typeof jwt === 'string' && more.length === 0 && given.length === 1 && !(proof && proofs))
    return jwt;
  throw new OAuthError(
    'invalid_proof',
    'The badge is for one key, and takes one proof of it: of the type jwt, in proofs.jwt or, in Draft 13, in proof.jwt.',
  );
}

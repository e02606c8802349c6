import type { FastifyReply, FastifyRequest } from 'fastify';
import { issuerKeyMetadata } from '../../issuing/issuers/did-document.ts';
import { requireIssuer } from '../../issuing/issuers/issuers.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { endpointPaths } from '../../issuing/openid4vci/addresses.ts';
import { configurationIds } from '../../issuing/openid4vci/configurations.ts';
import { credentialOffer, usualConfiguration } from '../../issuing/openid4vci/credential-offer.ts';
import { exchangeCode, handOver, requireOfferOf } from '../../issuing/openid4vci/handover.ts';
import type { HandoverParts } from '../../issuing/openid4vci/handover.ts';
import { authorizationServerMetadata, issuerMetadata } from '../../issuing/openid4vci/metadata.ts';
import { createNonces, nonceSeconds } from '../../issuing/openid4vci/nonces.ts';
import { OAuthError } from '../../issuing/openid4vci/oauth-error.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { sendPublic } from '../public/answer.ts';
import { openToAnySite } from '../public/any-site.ts';
import { failAsOAuth } from './openid4vci-errors.ts';
import { readTokenRequest, takeForms } from './token-request.ts';

/** A wallet asks a handful of times for a badge, and behind one address may be a whole class. */
const fewRequests = { max: 240, timeWindow: '1 minute' } as const;
/** A request is a proof and some names. */
const mostBytes = 65_536;
const fiveMinutes = 300;

const config = { access: 'public', rateLimit: fewRequests } as const;
const schema = { hide: true };
const metadataNames = {
  issuer: 'openid-credential-issuer',
  server: 'oauth-authorization-server',
  // Where some wallets look for the same.
  provider: 'openid-configuration',
  // The keys that SD-JWT VCs verify with whose issuer is named by its address.
  keys: 'jwt-vc-issuer',
} as const;

/**
 * Where wallets take badges by OpenID4VCI, with a pre-authorized code: the editions of Draft 13 and of 1.0. Each issuer is one of
 * its own, and its own authorization server.
 */
export function addOpenId4Vci(server: ApiServer, { database, settings, issuing, logger }: RouteParts): void {
  const nonces = createNonces(issuing.keyring);
  const parts: HandoverParts = {
    offers: { database, retired: settings.retired },
    issuing: { ...issuing, database },
    nonces,
  };
  const issuerOf = (request: FastifyRequest): Promise<Issuer> => requireIssuer(database, slugOf(request));
  const freshNonce = (slug: string): JsonObject => ({
    c_nonce: nonces.make({ slug }, new Date()),
    c_nonce_expires_in: nonceSeconds,
  });

  void server.register(async (scope: ApiServer) => {
    takeForms(scope);
    // Of Draft 13, where a refusal brings the next nonce.
    failAsOAuth(scope, logger, ({ code }, request) => (code === 'invalid_proof' ? freshNonce(slugOf(request)) : {}));
    openToAnySite(scope, { urls: ['/issuers/:slug/openid4vci/*', '/.well-known/*'], methods: 'GET, HEAD, POST' });

    const serve = (urls: readonly string[], metadata: (issuer: Issuer) => JsonObject | Promise<JsonObject>): void => {
      for (const url of urls)
        scope.get(url, { config, schema }, async (request, reply) => {
          const body = JSON.stringify(await metadata(await issuerOf(request)));
          return sendPublic(request, reply, { body, mediaType: 'application/json', maxAge: fiveMinutes });
        });
    };
    // 1.0 puts the well-known part before the path of the issuer, the drafts behind it.
    serve([before(metadataNames.issuer)], (issuer) => issuerMetadata(issuer, 'final'));
    serve([behind(metadataNames.issuer)], (issuer) => issuerMetadata(issuer, 'draft13'));
    serve(
      [metadataNames.server, metadataNames.provider].flatMap((name) => [before(name), behind(name)]),
      authorizationServerMetadata,
    );

    serve([before(metadataNames.keys)], async (issuer) =>
      issuerKeyMetadata(issuer, await loadIssuerKeys(database, issuer.id)),
    );

    scope.get(`/issuers/:slug/${endpointPaths.offer}/:secret`, { config, schema }, async (request) => {
      const issuer = await issuerOf(request);
      const { secret } = request.params as { readonly secret: string };
      const { form = usualConfiguration } = request.query as { readonly form?: string };
      const configuration = configurationIds.find((id) => id === form);
      if (configuration === undefined)
        throw new OAuthError('invalid_request', `The form of a badge is one of ${configurationIds.join(', ')}.`);
      await requireOfferOf(parts, issuer, secret);
      return credentialOffer(issuer, secret, configuration);
    });

    scope.post(
      `/issuers/:slug/${endpointPaths.token}`,
      { config, schema, bodyLimit: mostBytes },
      async (request, reply) => {
        const { code, authorizationDetails } = readTokenRequest(request.body);
        const { token, secondsLeft } = await exchangeCode(parts, await issuerOf(request), code);
        return sendUnkept(reply, {
          access_token: token,
          token_type: 'Bearer',
          expires_in: secondsLeft,
          ...(authorizationDetails.length > 0 && { authorization_details: authorizationDetails }),
          // Of Draft 13, which knows no endpoint for it.
          ...freshNonce(slugOf(request)),
        });
      },
    );

    scope.post(
      `/issuers/:slug/${endpointPaths.nonce}`,
      { config, schema, bodyLimit: mostBytes },
      async (request, reply) => {
        const { slug } = await issuerOf(request);
        return sendUnkept(reply, freshNonce(slug));
      },
    );

    scope.post(
      `/issuers/:slug/${endpointPaths.credential}`,
      { config, schema, bodyLimit: mostBytes },
      async (request, reply) => {
        const { body } = request;
        const { credential, edition } = await handOver(parts, await issuerOf(request), {
          token: tokenOf(request),
          body,
        });
        return sendUnkept(
          reply,
          edition === 'final' ? { credentials: [{ credential }] } : { credential, ...freshNonce(slugOf(request)) },
        );
      },
    );
  });
}

function before(name: string): string {
  return `/.well-known/${name}/issuers/:slug`;
}

function behind(name: string): string {
  return `/issuers/:slug/.well-known/${name}`;
}

function slugOf(request: FastifyRequest): string {
  return (request.params as { readonly slug: string }).slug;
}

function tokenOf({ headers }: FastifyRequest): string {
  const [, token] = /^bearer +(\S+)$/i.exec(headers.authorization ?? '') ?? [];
  if (token === undefined) throw new OAuthError('invalid_token', 'Send the token as Authorization: Bearer.');
  return token;
}

function sendUnkept(reply: FastifyReply, body: JsonObject): FastifyReply {
  return reply.header('cache-control', 'no-store').send(body);
}

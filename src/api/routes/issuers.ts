import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { checkAddresses } from '../../issuing/issuers/address-check.ts';
import {
  changeIssuer,
  createIssuer,
  removeIssuer,
  requireIssuer,
  rotateIssuerKeys,
} from '../../issuing/issuers/issuers.ts';
import type { IssuerCheck, IssuerParts } from '../../issuing/issuers/issuers.ts';
import { revokeIssuerKey } from '../../issuing/issuers/revoke-key.ts';
import { issueMissing } from '../../issuing/openedx/missing.ts';
import { createKeyring } from '../../secrets.ts';
import { issuerDidDocument } from '../../issuing/issuers/did-document.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import { countHeldBack } from '../../store/open-badges/credentials.ts';
import { answers } from '../answers.ts';
import { byCaller } from '../caller.ts';
import { requireUnchanged, tag } from '../etag.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import {
  issuer,
  issuerCheck,
  issuerCreate,
  issuerDelete,
  issuerList,
  issuerUpdate,
  keyRevocation,
  keyRotation,
  missingIssued,
  slugOfIssuer,
} from '../schemas/issuers.ts';
import type { IssuerView } from '../schemas/issuers.ts';
import { editStateOf, showIssuers } from '../views/issuers.ts';
import { toWording } from '../wording.ts';
import { told } from '../../told.ts';

const tags = ['Issuers'];
/** Nobody waits longer for a page. */
const checkMs = 8_000;
const params = z.strictObject({ slug: slugOfIssuer });
const keyParams = params.extend({
  key: z.string().regex(/^key-\d{1,9}$/, told`must be the id of a key, such as key-1`.text),
});

/** Who issues badges in Laurel's own name. Their private keys never come out. */
export function addIssuers(server: ApiServer, { database, settings }: ApiParts): void {
  const parts: IssuerParts = { database, settings, keyring: createKeyring(settings.secrets.encryptionKeys) };

  server.get(
    '/api/v1/issuers',
    {
      config: { access: 'read' },
      schema: {
        tags,
        operationId: 'listIssuers',
        summary: 'The issuers of this site, with their keys',
        response: answers(200, issuerList),
      },
    },
    async () => ({
      items: await showIssuers(database, settings.issuing),
      heldBack: await countHeldBack(database),
    }),
  );

  server.post(
    '/api/v1/issuers',
    {
      config: { access: 'administer', repetition: ({ body }, reply) => read(issuerCreate.parse(body).slug, reply) },
      schema: {
        tags,
        operationId: 'createIssuer',
        summary: 'Create an issuer, with its own keys',
        body: issuerCreate,
        response: answers(201, issuer),
      },
    },
    async (request, reply) => {
      const { slug } = await createIssuer(parts, request.body, byCaller(request));
      return reply
        .code(201)
        .header('location', `/api/v1/issuers/${slug}`)
        .send(await read(slug, reply));
    },
  );

  server.get(
    '/api/v1/issuers/:slug',
    {
      config: { access: 'read' },
      schema: {
        tags,
        operationId: 'getIssuer',
        summary: 'One issuer; use its ETag to edit it',
        params,
        response: answers(200, issuer),
      },
    },
    ({ params: { slug } }, reply) => read(slug, reply),
  );

  server.put(
    '/api/v1/issuers/:slug',
    {
      config: { access: 'administer' },
      schema: {
        tags,
        operationId: 'updateIssuer',
        summary: "Change the profile of an issuer; badges that are already issued don't change",
        params,
        body: issuerUpdate,
        response: answers(200, issuer),
      },
    },
    async (request, reply) => {
      const { slug } = request.params;
      await changeIssuer(parts, slug, request.body, unchanged(request), byCaller(request));
      return read(slug, reply);
    },
  );

  server.post(
    '/api/v1/issuers/:slug/keys',
    {
      config: { access: 'administer', repetition: (request, reply) => read(params.parse(request.params).slug, reply) },
      schema: {
        tags,
        operationId: 'rotateIssuerKeys',
        summary: 'Rotate the keys of an issuer; what the old keys signed can still be verified',
        params,
        body: keyRotation,
        response: answers(200, issuer),
      },
    },
    async (request, reply) => {
      const { slug } = request.params;
      await rotateIssuerKeys(parts, slug, request.body?.algorithms, byCaller(request));
      return read(slug, reply);
    },
  );

  server.post(
    '/api/v1/issuers/:slug/keys/:key/revoke',
    {
      config: {
        access: 'administer',
        repetition: (request, reply) => read(keyParams.parse(request.params).slug, reply),
      },
      schema: {
        tags,
        operationId: 'revokeIssuerKey',
        summary:
          'Revoke a leaked key: nothing that it signed can be verified any more, and Laurel signs its badges again',
        params: keyParams,
        querystring: keyRevocation,
        response: answers(200, issuer),
      },
    },
    async (request, reply) => {
      const { slug, key } = request.params;
      const confirmation = {
        confirmed: request.query.confirm === true,
        howToConfirm: told`If you are sure, send it again with ?confirm=true.`,
      };
      await revokeIssuerKey(parts, slug, key, confirmation, byCaller(request));
      return read(slug, reply);
    },
  );

  server.post(
    '/api/v1/issuers/issue-missing',
    {
      config: { access: ['operate', 'administer'] },
      schema: {
        tags,
        operationId: 'issueMissing',
        summary: 'Issue the badges that were awarded while there was no issuer, with the date when they were earned',
        response: answers(200, missingIssued),
      },
    },
    async (request) => ({ due: await issueMissing(database, byCaller(request)) }),
  );

  server.post(
    '/api/v1/issuers/:slug/check',
    {
      config: { access: ['operate', 'administer'] },
      schema: {
        tags,
        operationId: 'checkIssuer',
        summary:
          'Fetch what a verifier would fetch about the issuer; an address that is not responding is a result, not an error',
        params,
        response: answers(200, issuerCheck),
      },
    },
    async ({ params: { slug } }) => {
      const stored = await requireIssuer(database, slug);
      const found = await checkAddresses(database, stored, AbortSignal.timeout(checkMs));
      const addresses = found.map(({ told: said, ...each }) => ({
        ...each,
        message: said.text,
        wording: toWording(said),
      }));
      const didDocument = issuerDidDocument(stored, await loadIssuerKeys(database, stored.id));
      return { addresses, didDocument: { ...didDocument } };
    },
  );

  server.delete(
    '/api/v1/issuers/:slug',
    {
      config: { access: 'administer' },
      schema: {
        tags,
        operationId: 'deleteIssuer',
        summary: 'Remove an issuer that has issued nothing; its keys are deleted',
        params,
        querystring: issuerDelete,
        response: answers(200, issuer),
      },
    },
    async (request, reply) => {
      const { slug } = request.params;
      const view = await read(slug, reply);
      const removal = {
        check: unchanged(request),
        confirmed: request.query.confirm === true,
        howToConfirm: told`If you are sure, send it again with ?confirm=true.`,
      };
      await removeIssuer(parts, slug, removal, byCaller(request));
      return view;
    },
  );

  async function read(slug: string, reply: FastifyReply): Promise<IssuerView> {
    const stored = await requireIssuer(database, slug);
    const view = (await showIssuers(database, settings.issuing)).find((each) => each.slug === slug);
    if (view === undefined) throw new Error('the issuer vanished between two looks');
    tag(reply, editStateOf(stored));
    return view;
  }
}

function unchanged(request: FastifyRequest): IssuerCheck {
  return (stored) => requireUnchanged(request, editStateOf(stored));
}

import type { FastifyReply, FastifyRequest } from 'fastify';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { achievementInput, achievementUrl, issuerProfile } from '../../issuing/openedx/achievement-content.ts';
import { defaultImage } from '../../issuing/openedx/default-image.ts';
import { issuerUrl } from '../../issuing/issuers/issuer-address.ts';
import { requireIssuer } from '../../issuing/issuers/issuers.ts';
import { openBadgesContextUrl, credentialsContextUrl } from '../../issuing/open-badges/contexts/vendored.ts';
import { composeAchievement, composeProfile } from '../../issuing/open-badges/credential/achievement.ts';
import { issuerDidDocument } from '../../issuing/issuers/did-document.ts';
import type { JsonObject } from '../../issuing/open-badges/json.ts';
import { hostedBadgeClass, hostedIssuer } from '../../issuing/open-badges/open-badges-2/hosted.ts';
import { listAchievements } from '../../store/open-badges/achievements.ts';
import { findImage } from '../../store/open-badges/images.ts';
import type { StoredImage } from '../../store/open-badges/images.ts';
import { loadIssuerKeys } from '../../store/open-badges/issuer-keys.ts';
import { findIssuer } from '../../store/open-badges/issuers.ts';
import type { Issuer } from '../../store/open-badges/issuers.ts';
import { findSignedList } from '../../store/open-badges/status-lists.ts';
import type { Queryable } from '../../store/database/database.ts';
import type { ApiServer } from '../parts.ts';
import { achievementPage } from '../public-pages/achievement-page.ts';
import { issuerPage } from '../public-pages/issuer-page.ts';
import { languageOfRequest } from '../public-pages/send.ts';
import { sendPublic } from './answer.ts';
import { achievementView, cardAddress, issuerView } from './page-views.ts';
import { findPublicAchievement } from './public-achievement.ts';
import type { PublicAchievement } from './public-achievement.ts';
import { sendNotFoundPage, sendPublicPage, wantsPage } from './pages.ts';

const fiveMinutes = 300;
const year = 31_536_000;
const contexts = [credentialsContextUrl, openBadgesContextUrl];

/** What verifiers and wallets fetch of issuers and of what was achieved. Open to everybody; nothing of it names a learner. */
export function addIssuerAddresses(server: ApiServer, database: Queryable): void {
  const config = { access: 'public' } as const;
  const schema = { hide: true };

  server.get('/issuers/:slug', { config, schema }, async (request, reply) => {
    const slug = parameter(request, 'slug');
    if (wantsPage(request)) {
      const found = await findIssuer(database, slug);
      if (found === null) return sendNotFoundPage(request, reply);
      const view = issuerView(found);
      const achievements = (await listAchievements(database, found.id)).map(({ id, name, language }) => ({
        name,
        language,
        page: achievementUrl(found, id),
      }));
      return sendPublicPage(request, reply, issuerPage(view, achievements, languageOfRequest(request)), {
        image: view.logo,
        issuer: view,
      });
    }
    const issuer = await requireIssuer(database, slug);
    const profile = { '@context': contexts, ...composeProfile(issuerProfile(issuer)) };
    return sendJson(request, reply, profile);
  });

  server.get('/issuers/:slug/did.json', { config, schema }, async (request, reply) => {
    const issuer = await requireIssuer(database, parameter(request, 'slug'));
    const keys = await loadIssuerKeys(database, issuer.id);
    return sendJson(request, reply, issuerDidDocument(issuer, keys));
  });

  server.get('/issuers/:slug/ob2.json', { config, schema }, async (request, reply) => {
    const issuer = await requireIssuer(database, parameter(request, 'slug'));
    return sendJson(request, reply, hostedIssuer({ issuer: issuerAddress2(issuer) }, issuerProfile(issuer)));
  });

  server.get('/issuers/:slug/status/:list', { config, schema }, async (request, reply) => {
    const [, digits = '', ending] = /^([1-9]\d{0,8})(\.jwt)?$/.exec(parameter(request, 'list')) ?? [];
    const form = ending === undefined ? 'body' : 'token';
    const body =
      digits === '' ? null : await findSignedList(database, parameter(request, 'slug'), Number(digits), form);
    if (body === null) throw new LaurelError('ROUTE_NOT_FOUND', told`There is no such status list.`);
    const mediaType = form === 'body' ? 'application/json' : 'application/statuslist+jwt';
    return sendPublic(request, reply, { body, mediaType, maxAge: fiveMinutes });
  });

  server.get('/achievements/:id', { config, schema }, async (request, reply) => {
    const found = await findAchievementAsked(request);
    if (wantsPage(request)) {
      if (found === null) return sendNotFoundPage(request, reply);
      const view = achievementView(found.issuer, found.achievement);
      const shown = achievementPage(view, cardAddress(view.page), languageOfRequest(request));
      return sendPublicPage(request, reply, shown, view);
    }
    const { achievement, issuer } = found ?? noAchievement();
    const document = { '@context': contexts, ...composeAchievement(achievementInput(issuer, achievement)) };
    return sendJson(request, reply, document);
  });

  server.get('/achievements/:id/ob2.json', { config, schema }, async (request, reply) => {
    const { achievement, issuer } = (await findAchievementAsked(request)) ?? noAchievement();
    const addresses = { issuer: issuerAddress2(issuer), badgeClass: classAddress2(issuer, achievement.id) };
    return sendJson(request, reply, hostedBadgeClass(addresses, achievementInput(issuer, achievement)));
  });

  server.get('/images/:sha256', { config, schema }, async (request, reply) => {
    const sha256 = parameter(request, 'sha256');
    const image = sha256 === defaultImage.sha256 ? defaultImage : await findPicture(sha256);
    if (image === null) throw new LaurelError('ROUTE_NOT_FOUND', told`There is no such image.`);
    // Another picture has another address.
    return sendPublic(request, reply, { body: image.bytes, mediaType: image.mediaType, maxAge: year });
  });

  async function findPicture(sha256: string): Promise<StoredImage | null> {
    return /^[0-9a-f]{64}$/.test(sha256) ? findImage(database, sha256) : null;
  }

  function findAchievementAsked(request: FastifyRequest): Promise<PublicAchievement | null> {
    const id = parameter(request, 'id');
    const version = Number((request.query as { version?: string }).version ?? Number.NaN);
    const wanted = Number.isSafeInteger(version) && version > 0 && version < 2 ** 31 ? version : null;
    return findPublicAchievement(database, id, wanted);
  }
}

function noAchievement(): never {
  throw new LaurelError('ROUTE_NOT_FOUND', told`There is no such achievement.`);
}

/** Where an issuer is for backpacks of Open Badges 2.0. */
export function issuerAddress2(issuer: Issuer): string {
  return `${issuerUrl(issuer)}/ob2.json`;
}

/** Where an achievement is for them. */
export function classAddress2(issuer: Issuer, id: string): string {
  return `${achievementUrl(issuer, id)}/ob2.json`;
}

function sendJson(request: FastifyRequest, reply: FastifyReply, document: JsonObject): FastifyReply {
  return sendPublic(request, reply, {
    body: JSON.stringify(document),
    mediaType: 'application/json',
    maxAge: fiveMinutes,
  });
}

function parameter({ params }: FastifyRequest, name: string): string {
  return (params as Record<string, string>)[name] ?? '';
}

/** What is private, what never was and what is no id at all: nobody can tell them apart, by what is answered or by the work for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database, Queryable } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { Answer, ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { signInLearner } from '../support/people.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';

/** A database that counts what it is asked. */
function counting(database: Database, asked: string[]): Database {
  const query: Queryable['query'] = (sql, parameters) => {
    asked.push(sql.replaceAll(/\s+/g, ' '));
    return database.query(sql, parameters);
  };
  const counted: Database = { ...database, query, forRequests: () => counted };
  return counted;
}

describe.skipIf(!hasPostgresql())('badges that are private', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let badges: PublishedBadges;
  const asked: string[] = [];
  beforeAll(async () => {
    store = await createTestDatabase();
    badges = await issueBadges(store.database);
    api = await stageApi(counting(store.database, asked), { environment: issuingEnvironment });
  });
  afterAll(async () => {
    await api.close();
    await store.close();
  });

  /** Everything of an answer but what is of this one request. */
  const plain = ({ status, text, headers }: Pick<Answer, 'status' | 'text' | 'headers'>, path: string) => ({
    status,
    text: text.replaceAll(/"requestId":"[^"]*"/g, '').replaceAll(path, ''),
    headers: {
      ...headers,
      'x-request-id': '',
      date: '',
      'x-ratelimit-remaining': '',
      'x-ratelimit-reset': '',
      'content-length': '',
    },
  });

  async function seen(
    method: 'GET' | 'HEAD' | 'POST' | 'OPTIONS',
    id: string,
    place: Place,
    headers: Record<string, string>,
  ) {
    const { path, body } = place(id);
    asked.length = 0;
    const {
      statusCode,
      body: text,
      headers: told,
    } = await api.server.inject({
      method,
      url: path,
      headers,
      ...(body !== undefined && { payload: body }),
    });
    const answer = { status: statusCode, text, headers: told };
    return { ...plain(answer, path), asked: [...asked] };
  }

  type Place = (id: string) => { readonly path: string; readonly body?: object };
  const site = issuingEnvironment.LAUREL_PUBLIC_URL;
  const endings = ['', '.json', '.jwt', '.sd-jwt', '.png', '.svg', '.ob2.json', '.card', '/card.png'];
  const places: readonly Place[] = [
    ...endings.map((ending): Place => (id) => ({ path: `/b/${id}${ending}` })),
    (id) => ({ path: `/oembed?url=${encodeURIComponent(`${site}/b/${id}`)}` }),
    (id) => ({ path: `/b/${id}?lang=ar` }),
    (id) => ({ path: `/interactions/${id}` }),
    (id) => ({ path: `/exchanges/${id}` }),
  ];
  const wishes = [
    {},
    { accept: 'text/html' },
    { accept: 'application/ld+json' },
    { 'if-none-match': '*' },
    { accept: 'image/png' },
  ];
  const unknown = 'A'.repeat(22);
  /** No id has such a form. */
  const malformed = ['x', 'A'.repeat(290), 'a%20b', '%C3%A9', "'--", '-_~!*', 'null', 'x%2Fissuers'];

  test('answer to the byte as those that never were, and as what is no id; after the same questions to the database', async () => {
    const { publicId } = badges.secret;
    expect(publicId).toHaveLength(unknown.length);
    for (const place of places)
      for (const wish of wishes)
        for (const method of ['GET', 'HEAD', 'OPTIONS'] as const) {
          const of = `${method} ${place('').path} ${JSON.stringify(wish)}`;
          const hidden = await seen(method, publicId, place, wish);
          expect(await seen(method, unknown, place, wish), of).toEqual(hidden);
          for (const id of malformed) expect(await seen(method, id, place, wish), `${of} ${id}`).toEqual(hidden);
          if (method === 'GET') expect([401, 404], of).toContain(hidden.status);
        }
  });

  test('are not told by the pages and the API that verify, nor by those of learners', async () => {
    const { publicId, badgeId } = badges.secret;
    const page: Place = (id) => ({ path: `/verify?url=${encodeURIComponent(`${site}/b/${id}`)}` });
    const route: Place = (id) => ({ path: '/api/v1/verify', body: { url: `${site}/b/${id}.json` } });
    for (const [method, place] of [
      ['GET', page],
      ['POST', route],
    ] as const) {
      const without = (answer: Awaited<ReturnType<typeof seen>>, id: string) => ({
        ...answer,
        text: answer.text.replaceAll(id, '').replaceAll(encodeURIComponent(id), ''),
      });
      const hidden = without(await seen(method, publicId, place, {}), publicId);
      expect(without(await seen(method, unknown, place, {}), unknown)).toEqual(hidden);
    }
    const { cookie } = await signInLearner(store.database, api.authentication, 4_711);
    const mine = async (id: string, path: string) => {
      asked.length = 0;
      const headers = { cookie, 'sec-fetch-site': 'same-origin' };
      const answer = await api.send(null, 'GET', `/api/v1/my/badges/${id}${path}`, { headers });
      return { ...plain(answer, ''), asked: [...asked] };
    };
    // Once, so that the session is counted as in use.
    await mine(badgeId, '');
    for (const path of ['', '/preview', '/files/json', '/files/png'])
      expect(await mine(badgeId, path)).toEqual(await mine('00000000-0000-4000-8000-000000000000', path));
  });
});

/** Bodies that nobody should send: thousands for each route, made from the schemas that the API describes itself with. */
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAuthentication } from '../../src/auth/open.ts';
import { readSettings } from '../../src/settings.ts';
import type { Database } from '../../src/store/database/database.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql, silent } from '../support/database.ts';
import { operationsOf, schemasOf } from '../support/openapi.ts';
import type { Operation } from '../support/openapi.ts';
import { quickHashing } from '../support/quick-hashing.ts';
import { nearly } from '../support/schema-fuzz.ts';

/** A route that takes a body. */
type Fuzzed = Operation & { readonly body: object };

const bodiesPerRoute = 1_000;
const seed = 20_261_125;
const secret = 'a-secret-of-tests-that-is-long-enough';

describe.skipIf(!hasPostgresql())('bodies that nobody should send', () => {
  let close: () => Promise<void>;
  let database: Database;
  let api: ApiStage;

  beforeAll(async () => {
    ({ database, close } = await createTestDatabase());
    // Who it is, is found out once: these requests all come from the same session.
    const real = openAuthentication({
      settings: readSettings({ LAUREL_SECRET: secret }),
      database,
      logger: silent,
      hashing: quickHashing,
    });
    let caller: ReturnType<typeof real.identify> | undefined;
    const authentication = { ...real, identify: (headers: Headers) => (caller ??= real.identify(headers)) };
    api = await stageApi(database, { authentication, environment: { LAUREL_SECRET: secret } });
  });
  afterAll(async () => {
    await api.close();
    await close();
  });

  test(
    `${bodiesPerRoute} for each route: what the schema refuses is refused with a clear problem, and nothing fails`,
    { timeout: 600_000 },
    async () => {
      const document = api.server.swagger();
      const schemas = schemasOf(document);
      const ajv = new Ajv2020({ strict: false, allErrors: false });
      addFormats.default(ajv);
      let sent = 0;
      const fuzz = async ({ name, method, address, body }: Fuzzed): Promise<void> => {
        const isValid = ajv.compile({ ...body, components: { schemas } });
        const told = { refused: 0, passed: 0 };
        await fc.assert(
          fc.asyncProperty(nearly(body, schemas), async (value) => {
            const { status, headers, json } = await api.send('admin', method, address, {
              body: JSON.stringify(value),
              headers: { 'content-type': 'application/json', 'if-match': '*' },
              // Some routes take only so many from one address.
              address: `127.1.${(sent >> 8) & 255}.${sent++ & 255}`,
            });
            expect(status, `${name} failed`).toBeLessThan(500);
            if (isValid(JSON.parse(JSON.stringify(value)))) {
              told.passed += 1;
              return;
            }
            told.refused += 1;
            expect([400, 413, 422], `${name} took what its schema refuses`).toContain(status);
            expect(headers['content-type']).toContain('application/problem+json');
            const problem = json();
            expect(problem).toMatchObject({ status, code: expect.any(String), detail: expect.stringMatching(/\S/) });
            if (problem.code === 'REQUEST_INVALID') expect(problem.mistakes.length).toBeGreaterThan(0);
          }),
          { numRuns: bodiesPerRoute, seed },
        );
        // Both kinds were sent, so that neither check was idle.
        expect(told.refused, name).toBeGreaterThan(100);
        expect(told.passed, name).toBeGreaterThan(10);
      };
      // Some at a time: most of each is waiting for the database.
      const waiting = operationsOf(document).filter((operation): operation is Fuzzed => operation.body !== null);
      const lane = async (): Promise<void> => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await fuzz(next);
      };
      await Promise.all([lane(), lane(), lane(), lane()]);
    },
  );
});

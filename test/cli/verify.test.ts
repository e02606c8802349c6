/** From the event to a badge that a stranger verifies, over real HTTP; and what no longer verifies. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { VerificationResult } from '../../src/issuing/open-badges/verify/result.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { signStatusLists } from '../../src/issuing/openedx/status-list-signing.ts';
import { findCredential, publishCredential } from '../../src/store/open-badges/credentials.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { badgeRow, makeWorker } from '../support/deliveries.ts';
import { demoCourse, passing } from '../support/events.ts';
import { issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { messageOf } from '../support/messages.ts';
import { freePort } from '../support/ports.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';
import { file, laurel } from './command-line.ts';

describe.skipIf(!hasPostgresql())('a badge from its event to its verifier', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let parts: IssuingParts;
  let environment: Record<string, string>;
  beforeAll(async () => {
    store = await createTestDatabase();
    const port = await freePort();
    environment = { ...issuingEnvironment, LAUREL_PUBLIC_URL: `http://localhost:${port}` };
    parts = issuingParts(store.database);
    api = await stageApi(store.database, { environment });
    await api.server.listen({ port, host: 'localhost' });
    const added = await run('issuers', 'add', 'acme', '--name', 'Acme', '--url', 'https://acme.example.org');
    expect(added.exitCode).toBe(0);
    await storeTemplates(store.database, [
      template({
        requirements: [passCourse('pass-demo', demoCourse)],
        penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
      }),
    ]);
  });
  afterAll(async () => {
    await parts.signer.close();
    await api.close();
    await store.close();
  });

  const run = (...args: string[]) => laurel(args, store.database, { environment });

  /** Lets an event be processed, and what is due be done. */
  async function happens(
    learner: number,
    details: object = {},
  ): Promise<{ badgeId: string; url: string; body: string }> {
    await processBatch(consumerParts(store.database), [messageOf(passing({ learner, ...details }))]);
    const { worker } = makeWorker(store.database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
    await signStatusLists(parts);
    const [badge] = await store.database.query<{ id: string }>('SELECT id FROM badge WHERE learner_id = $1', [learner]);
    const badgeId = badge?.id ?? '';
    const credential = await findCredential(store.database, badgeId);
    await publishCredential(store.database, { badgeId, learnerId: learner }, true);
    return {
      badgeId,
      url: `${environment['LAUREL_PUBLIC_URL']}/b/${credential?.publicId}`,
      body: credential?.body ?? '',
    };
  }

  async function verify(place: string, ...options: string[]) {
    const ended = await run('verify', place, '--local', '--json', ...options);
    const { verdict, steps } = ended.json() as VerificationResult;
    return {
      exitCode: ended.exitCode,
      verdict,
      steps: Object.fromEntries(steps.map(({ step, code }) => [step, code])),
    };
  }

  test('verifies in each of its forms, for its learner and for nobody else, after new keys too; revoked it never does', async () => {
    const { badgeId, url, body } = await happens(7);
    const fine = {
      form: 'isOpenBadge',
      issuer: 'issuerFound',
      signature: 'signatureValid',
      period: 'inForce',
      status: 'notRevoked',
    };
    for (const ending of ['', '.jwt', '.svg'])
      expect(await verify(url + ending)).toEqual({ exitCode: 0, verdict: 'verified', steps: fine });
    expect(await verify(file('badge.json', body))).toMatchObject({ verdict: 'verified' });
    const told = await run('verify', url, '--local');
    expect(told.stdout).toContain('The badge is verified.');
    const [{ email } = { email: '' }] = await store.database.query<{ email: string }>('SELECT email FROM learner');
    expect(await verify(url, '--recipient', email)).toMatchObject({ verdict: 'verified' });
    expect(await verify(url, '--recipient', 'eve@example.org')).toMatchObject({
      exitCode: 1,
      verdict: 'failed',
      steps: { recipient: 'recipientDiffers' },
    });
    const tampered = file('badge.json', body.replace('Acme', 'Evil'));
    expect(await verify(tampered)).toMatchObject({
      exitCode: 1,
      verdict: 'failed',
      steps: { signature: 'signatureInvalid' },
    });
    // A stranger's machine can't reach this one: that is said, and is neither right nor wrong.
    const unreached = await run('verify', file('badge.json', body));
    expect(unreached).toMatchObject({ exitCode: 1, stdout: expect.stringContaining('[not checked]') });
    expect(unreached.stderr).toContain('BADGE_NOT_VERIFIED');

    expect((await run('issuers', 'rotate-key', 'acme', '--yes')).exitCode).toBe(0);
    const later = await happens(8);
    expect(later.body).toContain('#key-4');
    for (const place of [url, later.url]) expect(await verify(place)).toMatchObject({ verdict: 'verified' });

    await happens(7, { passing: false, time: Date.parse('2026-11-30T10:00:00Z') * 1_000 });
    expect(await badgeRow(store.database, badgeId)).toMatchObject({ status: 'revoked', state: 'revoked' });
    for (const place of [url, `${url}.jwt`, file('kept.json', body)])
      expect(await verify(place)).toMatchObject({ exitCode: 1, verdict: 'failed', steps: { status: 'revoked' } });
    expect(await verify(later.url)).toMatchObject({ verdict: 'verified' });
    // The signed text is what it was; only the list tells.
    expect(await (await fetch(`${url}.json`)).text()).toBe(body);
  });

  test('what is no badge, or not there, is said with what to do', async () => {
    expect(await run('verify', '/nowhere.json')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('ENOENT'),
    });
    expect(await run('verify', 'https://127.0.0.1/x')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('nothing is fetched from a private network'),
    });
    expect(await verify(file('x.json', '{"a": 1}'))).toMatchObject({ exitCode: 1, verdict: 'failed' });
  });
});

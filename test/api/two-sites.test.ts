/** Two Laurels: one verifies what the other has issued, over https, as it verifies badges of anybody. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import type { TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Authority } from '../support/certificates.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { issuingEnvironment } from '../support/issuing.ts';
import { startLaurel } from '../support/laurel.ts';
import type { LaurelProcess } from '../support/laurel.ts';
import { freePort } from '../support/ports.ts';
import { issueBadges } from '../support/published-badges.ts';
import type { PublishedBadges } from '../support/published-badges.ts';

interface Verified {
  readonly isVerified: boolean;
  readonly verdict: string;
  readonly steps: readonly { step: string; outcome: string; code: string; message: string }[];
}

describe.skipIf(!hasPostgresql())('a badge of another site', () => {
  const directory = mkdtempSync(join(tmpdir(), 'laurel-two-sites-'));
  const stores: TestDatabase[] = [];
  const laurels: LaurelProcess[] = [];
  let front: Front;
  let badges: PublishedBadges;
  let verifier: string;

  beforeAll(async () => {
    const authority = await Authority.create(directory, 'authority');
    const [issuing, verifying] = await Promise.all([createTestDatabase(), createTestDatabase()]);
    stores.push(issuing, verifying);
    const [port, own] = await Promise.all([freePort(), freePort()]);
    front = await openFront(await authority.issue('site'), port);
    const common = {
      ...issuingEnvironment,
      LAUREL_HTTP_HOST: '127.0.0.1',
      LAUREL_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
    };
    laurels.push(
      startLaurel(['serve'], {
        ...common,
        LAUREL_DATABASE_URL: issuing.url,
        LAUREL_PUBLIC_URL: front.url,
        LAUREL_HTTP_PORT: String(port),
      }),
      startLaurel(['serve'], {
        ...common,
        LAUREL_DATABASE_URL: verifying.url,
        LAUREL_HTTP_PORT: String(own),
        LAUREL_VERIFY_PRIVATE_HOSTS: 'localhost',
        LAUREL_CA_FILE: authority.file,
      }),
    );
    badges = await issueBadges(issuing.database, undefined, front.url);
    verifier = `http://127.0.0.1:${own}`;
    for (const laurel of laurels) await laurel.waitForLog('serving the API and the pages', { timeoutMs: 60_000 });
  }, 120_000);

  afterAll(async () => {
    await Promise.all(laurels.map((laurel) => laurel.stop()));
    await front?.close();
    for (const store of stores) await store.close();
    rmSync(directory, { recursive: true, force: true });
  });

  async function verify(body: object): Promise<{ readonly status: number; readonly answer: Verified }> {
    const response = await fetch(`${verifier}/api/v1/verify`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, answer: (await response.json()) as Verified };
  }

  test.each(['json', 'jwt', 'sd-jwt', 'png', 'svg'])(
    'is verified as .%s, and called revoked when it was',
    async (form) => {
      const at = (publicId: string): string => `${front.url}/b/${publicId}.${form}`;
      const fresh = await verify({ url: at(badges.kept.publicId) });
      expect(fresh.answer).toMatchObject({ isVerified: true, verdict: 'verified' });
      const revoked = await verify({ url: at(badges.revoked.publicId) });
      expect(revoked.answer).toMatchObject({ isVerified: false, verdict: 'failed' });
      expect(failedSteps(revoked.answer)).toEqual(['status: revoked']);
    },
  );

  test('while that site is away nothing is said of it but that: the badge is neither verified nor wrong', async () => {
    const body = badges.kept.body ?? '';
    await front.close();
    const { answer } = await verify({ badge: JSON.parse(body) as object });
    expect(answer).toMatchObject({ isVerified: false, verdict: 'incomplete' });
    expect(failedSteps(answer)).toEqual([]);
    expect(answer.steps.find(({ step }) => step === 'issuer')).toMatchObject({
      outcome: 'notChecked',
      code: 'issuerUnreachable',
      message: expect.stringContaining(front.url),
    });
    expect(answer.steps.find(({ step }) => step === 'status')).toMatchObject({ outcome: 'notChecked' });

    const form = new FormData();
    form.set('text', body);
    const page = await fetch(`${verifier}/verify`, {
      method: 'POST',
      body: form,
      headers: { 'accept-language': 'en' },
    });
    const html = await page.text();
    expect(html).toContain('The keys of the issuer could not be fetched.');
    expect(html).toContain('Not checked');
    // The address itself can't be asked either, and that is another mistake than a wrong badge.
    expect(await verify({ url: `${front.url}/b/${badges.kept.publicId}.json` })).toMatchObject({
      status: 422,
      answer: { code: 'BADGE_NOT_FETCHED' },
    });
  });
});

function failedSteps({ steps }: Verified): string[] {
  return steps.filter(({ outcome }) => outcome === 'failed').map(({ step, code }) => `${step}: ${code}`);
}

interface Front {
  readonly url: string;
  /** Nobody answers there any more. */
  close(): Promise<void>;
}

/** What stands before a site and speaks https. */
async function openFront(identity: { keyFile: string; certificateFile: string }, port: number): Promise<Front> {
  const sockets = new Set<TLSSocket>();
  const server = createServer(
    { key: readFileSync(identity.keyFile), cert: readFileSync(identity.certificateFile) },
    (socket) => {
      const behind = connect(port, '127.0.0.1');
      sockets.add(socket);
      for (const [one, other] of [
        [socket, behind],
        [behind, socket],
      ] as const)
        one
          .on('error', () => other.destroy())
          .on('close', () => other.destroy())
          .pipe(other);
    },
  );
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `https://localhost:${(server.address() as AddressInfo).port}`,
    close: async () => {
      if (!server.listening) return;
      const closed = new Promise((done) => server.close(done));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

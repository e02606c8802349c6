/** What templates add for badges that Laurel issues itself: from the badges file and over the API into the credential. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeIssuer } from '../../src/issuing/issuers/issuers.ts';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { extract } from '../../src/issuing/open-badges/baking/baking.ts';
import { addSignals, takeSignals } from '../../src/store/engine/outbox.ts';
import { loadTemplates } from '../../src/store/engine/templates.ts';
import { findCredential, publishCredential } from '../../src/store/open-badges/credentials.ts';
import { knownImages } from '../../src/store/open-badges/images.ts';
import { file, laurel } from '../cli/command-line.ts';
import { stageApi } from '../support/api.ts';
import type { ApiStage } from '../support/api.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { addBadge, badgeRow, makeWorker } from '../support/deliveries.ts';
import { demoCourse, passingType } from '../support/events.ts';
import { addIssuer, issuingEnvironment, issuingParts } from '../support/issuing.ts';
import { samplePng } from '../support/pictures.ts';

const course = 'course-v1:OpenedX+DemoX+Demo_Course';
const badgesFile = (openedx: string): string => `
templates:
  - id: rust
    name: Rust ®’🦀 بالعربية
    description: Foundations
    origin: openedx
    openedx: ${openedx}
    requirements:
      - {id: pass, event: ${passingType}, description: Pass the course, rules: [{path: course.course_key, operator: eq, value: "${course}"}]}
`;
const details =
  '{issuer: acme, type: MicroCredential, criteria: "Pass **it**", tags: [rust], language: en, image: badge.png, alignments: [{name: Rust, url: "https://esco.example.org/rust", framework: ESCO}]}';

describe.skipIf(!hasPostgresql())('what is added for badges that Laurel issues itself', () => {
  let store: TestDatabase;
  let api: ApiStage;
  let parts: IssuingParts;
  beforeAll(async () => {
    store = await createTestDatabase();
    api = await stageApi(store.database, { environment: issuingEnvironment });
    parts = issuingParts(store.database);
  });
  afterAll(async () => {
    await parts.signer.close();
    await api.close();
    await store.close();
  });

  function apply(openedx: string, picture: Buffer | null = samplePng()): ReturnType<typeof laurel> {
    const path = file('badges.yaml', badgesFile(openedx));
    if (picture !== null) writeFileSync(join(dirname(path), 'badge.png'), picture);
    return laurel(['apply', path, '--yes'], store.database);
  }

  test('a badges file with a picture is applied, exported, applied again without a change, and issued with all of it', async () => {
    for (const [openedx, picture, told] of [
      [details, samplePng(), 'there is no issuer "acme"'],
      [details, null, "badge.png: It can't be read (ENOENT)"],
      [details, Buffer.from('GIF89a'), 'badge.png: The SVG is not well-formed'],
      ['{language: english!}', null, 'must be a language tag'],
      ['{type: Medal}', null, 'templates[0].openedx.type'],
      [`{image: ${'ab'.repeat(32)}}`, null, 'no image with this digest'],
    ] as const) {
      const refused = await apply(openedx, picture);
      expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(told) });
    }
    await addIssuer(store.database);
    expect(await apply(details)).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('Created 1') });
    const exported = await laurel(['export'], store.database);
    const again = await laurel(['apply', file('badges.yaml', exported.stdout)], store.database);
    expect(again.stdout).toContain('1 unchanged');

    const [stored] = await loadTemplates(store.database);
    const badgeId = await addBadge(store.database, stored?.key ?? 0);
    const { learner_id: learnerId } = await badgeRow(store.database, badgeId);
    const event = '7f0c0f0e-2f57-4d6b-9a7e-3d1a5a0f4b11';
    await store.database.query(
      `INSERT INTO fulfillment VALUES ($1, $2, 'pass', true, '2026-03-02T14:05:00Z', $3, $4, 'lms', $5::jsonb, 1)`,
      [
        learnerId,
        stored?.key,
        event,
        passingType,
        JSON.stringify({ 'course.course_key': course, 'user.pii.name': 'Ada Lovelace' }),
      ],
    );
    const { worker } = makeWorker(store.database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
    const credential = await findCredential(store.database, badgeId);
    const body = JSON.parse(credential?.body ?? 'null');
    expect(body).toMatchObject({
      name: 'Rust ®’🦀 بالعربية',
      credentialSubject: {
        achievement: {
          achievementType: 'MicroCredential',
          criteria: { narrative: 'Pass **it**' },
          tag: ['rust'],
          inLanguage: 'en',
          image: { id: expect.stringMatching(/^https:\/\/badges\.example\.org\/images\/[0-9a-f]{64}$/) },
          alignment: [{ targetName: 'Rust', targetUrl: 'https://esco.example.org/rust', targetFramework: 'ESCO' }],
        },
      },
      evidence: [{ id: `urn:uuid:${event}`, name: 'Pass the course', narrative: expect.stringContaining(demoCourse) }],
    });
    // Signals name the picture that was uploaded, where everybody can fetch it (S20).
    const [signal] = await store.database.transaction(async (transaction) => {
      await addSignals(transaction, [{ id: event, signal: 'awarded', badgeId, time: null }]);
      return (await takeSignals(transaction, 1)) ?? [];
    });
    expect(signal?.template.imageUrl).toBe(body.credentialSubject.achievement.image.id);
    // A rule may read a name; the badge does not tell it.
    expect(credential?.body).not.toContain('Lovelace');
    await publishCredential(store.database, { badgeId, learnerId }, true);
    const png = await api.server.inject(`/b/${credential?.publicId}.png`);
    expect(png.headers['content-type']).toBe('image/png');
    expect(extract(png.rawPayload)?.text).toBe(credential?.body);
    const svg = await api.server.inject(`/b/${credential?.publicId}.svg`);
    expect(extract(svg.rawPayload)?.text).toBe(credential?.body);
  });

  test('over the API: a picture is uploaded and named, mistakes are at their place, and an edit without it leaves it', async () => {
    const content = samplePng().toString('base64');
    const uploaded = await api.send('designer', 'POST', '/api/v1/images', { body: { content } });
    expect(uploaded).toMatchObject({ status: 201 });
    const { sha256, url, publicUrl } = uploaded.json();
    expect(publicUrl).toBe(`https://badges.example.org${url}`);
    expect((await api.server.inject(url)).rawPayload).toEqual(samplePng());
    const unfit = await api.send('designer', 'POST', '/api/v1/images', { body: { content: 'AAAA' } });
    expect(unfit).toMatchObject({ status: 422 });
    expect(unfit.json()).toMatchObject({ code: 'IMAGE_UNFIT' });

    const body = {
      id: 'by-api',
      name: 'By API',
      description: '',
      imageUrl: null,
      holder: { origin: 'openedx' },
      requirements: [],
      penalties: [],
    };
    const wrong = { ...body, achievement: { issuer: 'nobody', image: 'ab'.repeat(32) } };
    const refused = await api.send('designer', 'POST', '/api/v1/templates', { body: wrong });
    expect(refused.status).toBe(422);
    expect(refused.json().mistakes.map(({ path }: { path: string[] }) => path.join('.'))).toEqual([
      'achievement.issuer',
      'achievement.image',
    ]);
    const achievement = { criteria: 'Do **it**', type: 'Certification', tags: ['a'], image: sha256 };
    const odd = { ...body, achievement: { ...achievement, type: 'Medal' } };
    const medal = await api.send('designer', 'POST', '/api/v1/templates', { body: odd });
    expect(medal.json().mistakes).toMatchObject([{ path: ['achievement', 'type'] }]);
    // Before anything is stored, its page is shown as it would be.
    const preview = await api.send('viewer', 'POST', '/api/v1/templates/preview?lang=ar', {
      body: { ...body, achievement },
    });
    expect(preview.json().html).toMatch(/dir="rtl"[^]*<h1>[^]*By API[^]*<strong>it<\/strong>/);
    expect(preview.json().html).toContain(publicUrl);
    const nobody = await api.send('viewer', 'POST', '/api/v1/templates/preview', { body: wrong });
    expect(nobody.json().mistakes).toMatchObject([{ path: ['achievement', 'issuer'] }, {}]);
    const made = await api.send('designer', 'POST', '/api/v1/templates', { body: { ...body, achievement } });
    expect(made.json().achievement).toEqual({ issuer: null, alignments: [], language: null, ...achievement });
    const [listed] = (await api.send('viewer', 'GET', '/api/v1/templates?search=by-api')).json().items;
    expect(listed).toMatchObject({ id: 'by-api', imageUrl: url });
    const edited = await api.send('designer', 'PUT', '/api/v1/templates/by-api', {
      body: { ...body, name: 'Renamed' },
      headers: { 'if-match': String(made.headers['etag']) },
    });
    expect(edited.json()).toMatchObject({ name: 'Renamed', achievement: { image: sha256 } });
    const elsewhere = { ...body, holder: { origin: 'accredible', account: 'main', group: 1 }, achievement };
    const moved = await api.send('designer', 'PUT', '/api/v1/templates/by-api', {
      body: elsewhere,
      headers: { 'if-match': String(edited.headers['etag']) },
    });
    expect(moved.json().mistakes).toMatchObject([{ path: ['achievement'] }]);
    const gone = await api.send('designer', 'PUT', '/api/v1/templates/by-api', {
      body: { ...body, holder: elsewhere.holder },
      headers: { 'if-match': String(edited.headers['etag']) },
    });
    expect(gone.json()).toMatchObject({ achievement: null });
  });

  test('a picture that nothing names goes after a day; what a template, an issuer or anything issued ever named stays', async () => {
    const upload = async (color: string): Promise<string> => {
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="3" fill="${color}"/></svg>`;
      const content = Buffer.from(svg).toString('base64');
      return (await api.send('designer', 'POST', '/api/v1/images', { body: { content } })).json().sha256;
    };
    const template = (id: string, image: string | null) => ({
      id,
      name: id,
      description: '',
      imageUrl: null,
      holder: { origin: 'openedx' },
      requirements: [],
      penalties: [],
      achievement: image === null ? null : { issuer: 'pictures', criteria: 'Do it', image },
    });
    await addIssuer(store.database, 'pictures');
    const pictures = {
      unused: await upload('red'),
      named: await upload('green'),
      issued: await upload('blue'),
      logo: await upload('black'),
      formerLogo: await upload('white'),
      late: await upload('gray'),
      young: '',
    };
    const ageAll = () => store.database.query("UPDATE image SET created_at = now() - interval '25 hours'");
    const there = async (): Promise<string[]> => {
      const found = await Promise.all(
        Object.entries(pictures).map(async ([name, sha256]) => [
          name,
          (await api.server.inject(`/images/${sha256}`)).statusCode,
        ]),
      );
      return found.filter(([, status]) => status === 200).map(([name]) => String(name));
    };
    await api.send('designer', 'POST', '/api/v1/templates', { body: template('names-it', pictures.named) });
    const made = await api.send('designer', 'POST', '/api/v1/templates', {
      body: template('named-it', pictures.issued),
    });
    const { key } = (await loadTemplates(store.database)).find(({ id }) => id === 'named-it') ?? {};
    await addBadge(store.database, Number(key));
    const { worker } = makeWorker(store.database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
    const edited = await api.send('designer', 'PUT', '/api/v1/templates/named-it', {
      body: template('named-it', null),
      headers: { 'if-match': String(made.headers['etag']) },
    });
    expect(edited.json().achievement).toBeNull();
    for (const logo of [pictures.formerLogo, pictures.logo])
      await changeIssuer(store, 'pictures', { logo }, () => {}, { actor: { id: 'user:1', name: 'Ada' } });

    await ageAll();
    pictures.young = await upload('navy');
    // Its day is over, and somebody is just about to name it.
    await knownImages(store.database, [pictures.late]);
    const dry = await laurel(['prune', '--dry-run'], store.database);
    expect(dry.stdout).toMatch(/uploaded images that nothing uses +1 day, since \d{4}-\d\d-\d\d +1\b/);
    expect((await laurel(['prune'], store.database)).stderr).toContain(
      'uploaded images that nothing uses of more than 1 day ago: 1 would be removed.',
    );
    expect(await there()).toContain('unused');
    const pruned = await laurel(['prune', '--yes', '--json'], store.database);
    expect((pruned.json() as { kinds: unknown }).kinds).toContainEqual(
      expect.objectContaining({ kind: 'images', removed: 1 }),
    );
    expect(await there()).toEqual(['named', 'issued', 'logo', 'formerLogo', 'late', 'young']);
  });
});

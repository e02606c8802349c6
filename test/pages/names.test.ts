import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IssuingParts } from '../../src/issuing/openedx/issuing-parts.ts';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { makeWorker } from '../support/deliveries.ts';
import { demoCourse } from '../support/events.ts';
import { addIssuer, issuingParts } from '../support/issuing.ts';
import { stagePages, turnTo, whole } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { signInLearner } from '../support/people.ts';
import { freePort } from '../support/ports.ts';
import { walkByTab } from '../support/tab-walk.ts';
import { passCourse, template } from '../support/templates.ts';

/**
 * Names as they come: one letter, as long as they may be and without a blank, from right to left, in pictures, decomposed, and
 * one that was stored before it was asked for at least one visible character.
 */
const names = [
  'x',
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(5).slice(0, 200),
  'شارةالممارسةالجيدةفيالتعليمالمفتوح'.repeat(7).slice(0, 200),
  '👩🏽‍🚀🏅'.repeat(20),
  'Zoë Ångström Ñandú'.normalize('NFD'),
  '\u200B\u2060\u3164',
] as const;

/** What juts out of the page, is cut without its whole being readable with the keyboard and by touch, or can't be seen at all. */
const faults = `(() => {
  const found = [];
  const { width } = visualViewport;
  const shown = (element) => element.outerHTML.slice(0, 160);
  const root = document.scrollingElement;
  if (root.scrollWidth > width + 1 || innerWidth > width + 1) {
    const wide = [...document.querySelectorAll('main *, [role=dialog] *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return (box.right > width + 1 || box.left < -1) && !element.closest('[data-scrolls], pre, .mantine-TableScrollContainer-scrollContainer');
    });
    found.push('the page is ' + Math.max(root.scrollWidth, innerWidth) + ' wide: ' + wide.slice(0, 3).map(shown).join(' | '));
  }
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);
    const cuts = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (cuts && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4)) {
      // Fields are moved through with the arrow keys and by a finger; a menu begins with the name of its button.
      if (!element.matches('input, textarea') && !element.closest('[aria-haspopup=menu]')) found.push('cut: ' + shown(element));
    }
  }
  for (const element of document.querySelectorAll('[role=dialog], [role=listbox], [role=option], [role=menu], [role=alert], .mantine-Notification-root')) {
    const box = element.getBoundingClientRect();
    if (box.width > 0 && (box.right > width + 1 || box.left < -1)) found.push('juts out: ' + shown(element));
    if (element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).overflowX === 'hidden') found.push('hides: ' + shown(element));
  }
  for (const link of document.querySelectorAll('a, h1')) {
    const text = link.textContent.replace(/[\\s\\p{C}\\p{Z}\\u3164]/gu, '');
    if (text === '' && !link.ariaLabel && link.querySelector('img, svg') === null) found.push('unseen: ' + shown(link));
  }
  return found;
})()`;

describe.skipIf(!hasPostgresql() || !hasChromium())('names of every kind', () => {
  let stage: PagesStage;
  let parts: IssuingParts;
  /** Public pages of the badges that Laurel has issued, with those of the issuer and of what they stand for. */
  let published: readonly string[];
  let badge: string;

  beforeAll(async () => {
    const port = await freePort();
    stage = await stagePages({ port, environment: { LAUREL_PUBLIC_URL: `http://127.0.0.1:${port}` } });
    const { database } = stage.database;
    parts = issuingParts(database);
    await storeTemplates(
      database,
      names.map((name, index) =>
        template({
          id: `t${index}`,
          name,
          description: name,
          active: index % 2 === 0,
          requirements: [{ ...passCourse('one', demoCourse), description: name }],
        }),
      ),
    );
    for (const [index, name] of names.entries()) {
      await database.query(
        `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
         VALUES ($1, $2, $3, $4, true, now(), '')`,
        [index + 1, name.slice(0, 150), `${'a'.repeat(60)}.${index}@${'sub.'.repeat(30)}example.org`, name],
      );
      await database.query(
        `INSERT INTO connection (origin, account, name, key_issued_on, sealed_key)
         VALUES ('accredible', $1, $2, current_date, 'sealed')`,
        [`a${index}`, name],
      );
      await database.query('INSERT INTO course (course_key, name, told_at) VALUES ($1, $2, now())', [
        index === 1 ? demoCourse : `course-v1:X+Y${index}+Z`,
        name,
      ]);
      await addIssuer(database, `i${index}`, stage.url);
      await database.query('UPDATE issuer SET name = $2 WHERE slug = $1', [`i${index}`, name]);
      await stage.api.send('admin', 'POST', '/api/v1/api-keys', {
        body: { name: index === 5 ? 'seen' : name.slice(0, 100), role: 'viewer', expiresInDays: 30 },
      });
      await database.query('INSERT INTO auth_user (name, email, role) VALUES ($1, $2, $3)', [
        name,
        `${'b'.repeat(60)}.${index}@${'sub.'.repeat(30)}example.org`,
        'viewer',
      ]);
      await database.query(
        `INSERT INTO badge (id, learner_id, template_id, status, state, earned_at)
         SELECT gen_random_uuid(), $1, id, 'awarded', 'created', now() FROM badge_template WHERE slug = $2`,
        [index + 1, `t${index}`],
      );
      await database.query(
        `INSERT INTO history (learner_id, template_id, kind, event_id, event_type, event_source, event_time)
         SELECT $1, id, 'awarded', 'e', 't', 's', now() FROM badge_template WHERE slug = $2`,
        [index + 1, `t${index}`],
      );
      await database.query(
        `INSERT INTO audit (actor, actor_name, action, target_type, target)
         VALUES ('user:1', $1, 'template.update', 'template', $2)`,
        [name, `t${index}`],
      );
    }
    await database.query('UPDATE auth_user SET name = $1 WHERE id = $2', [names[1], stage.api.people.admin.id]);
    await database.query(
      `UPDATE badge SET due = 'issue', due_at = now() FROM badge_template AS template
       WHERE template.id = template_id AND slug IN ('t1', 't2')`,
    );
    await database.query(`UPDATE issuer SET name = $1 WHERE slug = 'i0'`, [names[1]]);
    [{ id: badge } = { id: '' }] = await database.query<{ id: string }>('SELECT id FROM badge WHERE learner_id = 2');
    const { worker } = makeWorker(database, { issuing: parts });
    worker.start();
    await worker.whenIdle();
    await worker.stop();
    const rows = await database.query<{ id: string; achievement: string }>(
      'UPDATE credential SET published_at = now() RETURNING public_id AS id, achievement_id AS achievement',
    );
    published = [
      '/issuers/i1',
      '/issuers/i2',
      ...rows.flatMap(({ id, achievement }) => [`/b/${id}`, `/achievements/${achievement}`]),
    ];
    expect(published).toHaveLength(6);
  });
  afterAll(async () => {
    await parts.signer.close();
    await stage.close();
  });

  /** What is wrong with the page as it stands, once all of it is there, for the eyes and for the Tab key. */
  async function faultsOf(page: Page, from: 'top' | 'main' = 'main'): Promise<string[]> {
    await whole(page);
    const { faults: stumbles } = await walkByTab(page, { from });
    return [...(await page.evaluate<string[]>(faults)), ...stumbles];
  }

  const kinds = [
    ['phone', 'ar'],
    ['desktop', 'en'],
  ] as const;

  test.each(kinds)(
    'fit a %s, whole, on every page, and the Tab key leads through it, in %s',
    { timeout: 180_000 },
    async (device, language) => {
      const page = await stage.visit('/', { as: 'admin', device, language });
      const found: Record<string, string[]> = { '/': await faultsOf(page, 'top') };
      for (const path of [
        '/templates',
        '/conditions',
        '/learners',
        '/badges?template=t1&learner=2&issuer=i1',
        '/badges?origin=accredible&account=a2',
        '/people',
        '/api-keys',
        '/history?template=t2&learner=2',
        '/history?view=changes&target=t1',
        '/account',
        '/parked',
        '/gaps',
        '/maintenance',
        '/settings',
        '/templates/_new',
        '/connections/new',
        '/connections/issuers/new',
        '/connections',
        '/connections/accredible/a1',
        '/connections/issuers/i2',
        `/badges/${badge}`,
        ...[1, 2, 5].flatMap((index) => [`/templates/t${index}`, `/learners/${index + 1}`]),
        '/templates/t1/in-progress',
        ...[1, 2].flatMap((index) => [`/templates/t${index}/edit`, `/learners/${index + 1}/templates/t${index}`]),
        ...published,
      ]) {
        await (published.includes(path) ? page.goto(stage.url + path) : turnTo(page, path));
        found[path] = await faultsOf(page);
      }
      const { cookie } = await signInLearner(
        stage.database.database,
        stage.api.authentication,
        device === 'phone' ? 2 : 3,
      );
      const own = await stage.visit('/my/badges', { cookie, device, language });
      await own.getByRole('article').first().waitFor();
      found['/my/badges'] = await faultsOf(own, 'top');
      expect(Object.entries(found).filter(([, told]) => told.length > 0)).toEqual([]);
    },
  );

  test('fit what opens: dialogs, menus, choices and messages', { timeout: 120_000 }, async () => {
    const page = await stage.visit('/', { as: 'admin', device: 'phone' });
    const open = async (path: string, ...buttons: (string | RegExp)[]): Promise<void> => {
      await page.goto(stage.url + path);
      for (const name of buttons)
        await page
          .getByRole('button', { name })
          .or(page.getByRole('menuitem', { name }))
          .or(page.getByRole('combobox', { name }))
          .or(page.getByRole('searchbox', { name }))
          .first()
          .click();
    };
    // What flies in is looked at where it comes to rest.
    const nothingWrong = (what: string): Promise<void> =>
      expect.poll(() => page.evaluate<string[]>(faults), { message: what }).toEqual([]);

    await open('/', /^Account: /);
    await page.getByRole('menu').getByText(names[1]).waitFor();
    await nothingWrong('menu of the account');
    await open('/badges', 'Template');
    await page.getByRole('option', { name: names[1] }).waitFor();
    await nothingWrong('choice of a template');
    await open('/history', 'Learner');
    await page.getByRole('option').nth(2).waitFor();
    await nothingWrong('choice of a learner');
    await open('/connections/accredible/a1', 'Edit');
    await page.getByRole('dialog').waitFor();
    await nothingWrong('dialog of a connection');
    await open('/learners/2', 'Award manually…');
    await page.getByRole('dialog').waitFor();
    await nothingWrong('dialog of an award');
    await open('/templates/t2', 'Deactivate');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await nothingWrong('dialog of a template');
    await dialog.getByRole('button', { name: 'Deactivate' }).click();
    await page.locator('.mantine-Notification-root').filter({ hasText: names[2] }).waitFor();
    await nothingWrong('message');
  });

  test('without at least one visible character are refused, whatever is called so', async () => {
    const name = '\u200B \u2060';
    const bodies: readonly (readonly [string, object])[] = [
      ['/api/v1/issuers', { slug: 'unseen', name, url: 'https://acme.example.org' }],
      ['/api/v1/connections', { origin: 'accredible', account: 'unseen', name, apiKey: 'key-key-key' }],
      ['/api/v1/api-keys', { name, role: 'viewer', expiresInDays: 30 }],
      ['/api/v1/users/invitations', { name, email: 'unseen@example.org', role: 'viewer' }],
    ];
    for (const [path, body] of bodies) {
      const answer = await stage.api.send('admin', 'POST', path, { body });
      expect([answer.status, answer.text], path).toEqual([
        422,
        expect.stringContaining('at least one visible character'),
      ]);
    }
  });
});

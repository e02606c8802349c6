import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasChromium } from '../support/browser.ts';
import { storeTemplates } from '../support/consumer.ts';
import { hasPostgresql } from '../support/database.ts';
import { demoCourse } from '../support/events.ts';
import { stagePages } from '../support/pages.ts';
import type { PagesStage } from '../support/pages.ts';
import { passCourse, template } from '../support/templates.ts';

/** Names as they come: one letter, as long as they may be and without a blank, from right to left, in pictures, and decomposed. */
const names = [
  'x',
  'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(5).slice(0, 200),
  'شارةالممارسةالجيدةفيالتعليمالمفتوح'.repeat(7).slice(0, 200),
  '👩🏽‍🚀🏅'.repeat(20),
  'Zoë Ångström Ñandú'.normalize('NFD'),
] as const;

const width = 390;

/** What juts out of the page, or is cut without its whole being readable somewhere. */
const faults = `(() => {
  const found = [];
  const root = document.scrollingElement;
  if (root.scrollWidth > ${width} || innerWidth > ${width}) {
    const wide = [...document.querySelectorAll('main *')].filter((element) => {
      const box = element.getBoundingClientRect();
      return (box.right > ${width} + 1 || box.left < -1) && !element.closest('[data-scrolls], pre, .mantine-TableScrollContainer-scrollContainer');
    });
    found.push('the page is ' + Math.max(root.scrollWidth, innerWidth) + ' wide: ' + wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 160)).join(' | '));
  }
  for (const element of document.querySelectorAll('body *')) {
    const style = getComputedStyle(element);
    const cuts = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (!cuts || !(element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 4)) continue;
    if (element.matches('input, textarea') || element.closest('[title]')) continue;
    found.push('cut: ' + element.outerHTML.slice(0, 160));
  }
  return found;
})()`;

describe.skipIf(!hasPostgresql() || !hasChromium())('names of every kind', () => {
  let stage: PagesStage;

  beforeAll(async () => {
    stage = await stagePages();
    const { database } = stage.database;
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
  });
  afterAll(() => stage.close());

  test.each(['en', 'ar'] as const)(
    'fit a phone, whole, on every page, in %s',
    { timeout: 120_000 },
    async (language) => {
      const page = await stage.visit('/templates', { as: 'admin', device: 'phone', language });
      const paths = [
        '/templates',
        '/conditions',
        '/learners',
        '/badges',
        '/people',
        '/history',
        '/history?view=changes',
        '/account',
        '/connections',
        ...[1, 2, 3].flatMap((index) => [`/templates/t${index}`, `/learners/${index + 1}`]),
        ...[1, 2].map((index) => `/templates/t${index}/edit`),
        ...[1, 2].map((index) => `/learners/${index + 1}/templates/t${index}`),
      ];
      const found: Record<string, string[]> = {};
      for (const path of paths) {
        await page.goto(stage.url + path);
        await page.locator('main h1').waitFor();
        await expect.poll(() => page.locator('main [role=status] [aria-hidden]').count(), { timeout: 20_000 }).toBe(0);
        const told = await page.evaluate<string[]>(faults);
        if (told.length > 0) found[path] = told;
      }
      expect(found).toEqual({});
    },
  );
});

import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import { writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import type { Template } from '../../src/rules/template.ts';
import type { Database } from '../../src/store/database/database.ts';
import { loadTemplates, rulesAtVersion, rulesRevision } from '../../src/store/engine/templates.ts';
import { consumerParts } from '../support/consumer.ts';
import { createEmbeddedDatabase, createTestDatabase, hasPostgresql } from '../support/database.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { messageOf } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';
import { directory, empty, file, laurel } from './command-line.ts';

const demo = template({
  id: 'demo',
  requirements: [passCourse('pass-demo', demoCourse)],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});
const other = template({ id: 'other', active: false, holder: { origin: 'accredible', account: 'main', group: 7 } });

describe.for(['postgresql', 'embedded'] as const)('apply and export on %s', (kind) => {
  if (kind === 'postgresql' && !hasPostgresql()) return;
  let database: Database;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const opened = kind === 'postgresql' ? await createTestDatabase() : null;
    database = opened?.database ?? (await createEmbeddedDatabase());
    close = () => opened?.close() ?? database.close();
  });
  afterAll(() => close());
  beforeEach(() => empty(database));

  const apply = (templates: readonly Template[], ...options: string[]) =>
    laurel(['apply', file('badges.yaml', writeBadgesFile(templates)), ...options], database);

  test('creates, changes and leaves alone; every step is in the history and the versions (S19)', async () => {
    const before = await rulesRevision(database);
    expect((await apply([demo, other], '--json')).json()).toEqual({
      dryRun: false,
      created: ['demo', 'other'],
      changed: [],
      unchanged: [],
    });
    expect(await rulesRevision(database)).toBe(before + 1);

    const harder = {
      ...demo,
      name: 'Harder',
      active: false,
      requirements: [...demo.requirements, passCourse('b', otherCourse)],
    };
    expect((await apply([harder, other], '--json')).json()).toEqual({
      dryRun: false,
      created: [],
      changed: [{ template: 'demo', fields: ['name', 'active', 'requirements'], holders: 0, inProgress: 0 }],
      unchanged: ['other'],
    });
    expect(await rulesRevision(database)).toBe(before + 2);

    const actor = `cli:${userInfo().username}`;
    const [stored] = await loadTemplates(database);
    expect(stored).toEqual({ ...harder, version: 2, key: stored?.key });
    expect((await rulesAtVersion(database, stored?.key ?? 0, 1))?.requirements).toEqual(demo.requirements);
    expect((await rulesAtVersion(database, stored?.key ?? 0, 2))?.requirements).toEqual(harder.requirements);
    expect(
      await database.query('SELECT kind, details FROM history WHERE template_id = $1 ORDER BY id', [stored?.key]),
    ).toEqual([
      { kind: 'template_created', details: { actor, template: 'demo', version: 1, name: demo.name, active: true } },
      { kind: 'template_changed', details: { actor, template: 'demo', version: 2, fields: ['name', 'requirements'] } },
      { kind: 'template_deactivated', details: { actor, template: 'demo', version: 2 } },
    ]);
  });

  test('the same file again changes nothing, the revision included', async () => {
    await apply([demo]);
    const before = await rulesRevision(database);
    expect((await apply([demo], '--json')).json()).toMatchObject({
      created: [],
      changed: [],
      unchanged: ['demo'],
    });
    expect(await rulesRevision(database)).toBe(before);
  });

  test('templates that are not in the file are left alone', async () => {
    await apply([demo, other]);
    await apply([demo]);
    expect((await loadTemplates(database)).map(({ id }) => id)).toEqual(['demo', 'other']);
  });

  test('a dry run shows the plan and writes nothing', async () => {
    const { stdout, stderr } = await apply([demo], '--dry-run');
    expect(stdout).toMatch(/create +demo +active +1 requirement, 1 penalty/);
    expect(stdout).toContain('Would create 1');
    expect(stderr).toContain('Note: "demo" has 1 penalty. A revoked badge never comes back');
    expect(await loadTemplates(database)).toEqual([]);
  });

  test('D24: an edit of a template in use needs --yes; badges stay, progress is measured anew (S19)', async () => {
    const alternative = [passCourse('pass-demo', demoCourse), passCourse('pass-other', otherCourse)];
    await apply([demo, template({ id: 'two', requirements: alternative })]);
    await processBatch(consumerParts(database), [messageOf(passing()), messageOf(passing({ learner: 8 }))]);
    const edited = { ...demo, requirements: alternative };

    const refused = await apply([edited]);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toContain('CONFIRMATION_NEEDED');
    expect(refused.stderr).toContain('2 learners have it and 0 are in progress, and the file changes its requirements');
    expect((await loadTemplates(database))[0]?.requirements).toEqual(demo.requirements);

    const confirmed = await apply([edited], '--yes');
    expect(confirmed.exitCode).toBe(0);
    expect(confirmed.stderr).toContain('2 learners have it');
    expect(
      await database.query(
        `SELECT groups_met, groups, complete, status FROM badge_progress JOIN badge USING (learner_id, template_id)
         JOIN badge_template ON badge_template.id = template_id WHERE slug = 'demo'`,
      ),
    ).toEqual([
      { groups_met: 1, groups: 2, complete: false, status: 'awarded' },
      { groups_met: 1, groups: 2, complete: false, status: 'awarded' },
    ]);
    expect((await apply([{ ...edited, active: false }])).exitCode).toBe(0);
  });

  test("two templates can't issue one badge outside: the file must use the stored id", async () => {
    await apply([other]);
    const { exitCode, stderr } = await apply([{ ...other, id: 'renamed' }]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Write "other" as its id here.');
  });

  test('warns when the account of a template has no key', async () => {
    expect((await apply([other])).stderr).toContain('Accredible account main, which has no key');
  });

  test('warns of course keys that no event has, with what they should be, and takes the template all the same', async () => {
    const pasted = { ...demo, requirements: [passCourse('pass-demo', demoCourse.replaceAll('+', ' '))], penalties: [] };
    for (const options of [['--dry-run'], []]) {
      const { exitCode, stderr } = await apply([pasted], ...options);
      expect(exitCode).toBe(0);
      expect(stderr).toMatch(
        /^Warning: "demo", requirements\.0\.rules\.\d\.value: .*so this rule never holds\. Did you mean "(?<key>[^"]+)"\?$/m,
      );
      expect(stderr).toContain(demoCourse);
    }
    expect(await loadTemplates(database)).toMatchObject([{ requirements: pasted.requirements }]);
    expect((await apply([demo])).stderr).not.toContain('Did you mean');
  });

  test('what export writes, apply takes as no change', async () => {
    await apply([demo, other]);
    const path = join(directory(), 'out.yaml');
    expect((await laurel(['export', '--output', path], database)).stdout).toBe('');
    expect(readFileSync(path, 'utf8')).toBe((await laurel(['export'], database)).stdout);
    expect((await laurel(['apply', path, '--json'], database)).json()).toMatchObject({ unchanged: ['demo', 'other'] });
    const { stdout } = await laurel(['export', '--json'], database);
    const again = await laurel(['apply', file('b.json', stdout), '--json'], database);
    expect(again.json()).toMatchObject({ changed: [], unchanged: ['demo', 'other'] });
  });

  test('applies at the same time come one after the other', async () => {
    const files = Array.from({ length: 5 }, (_, number) => ({ ...demo, name: `Name ${number}` }));
    const ended = await Promise.all(files.map((each) => apply([each])));
    expect(ended.map(({ exitCode }) => exitCode)).toEqual([0, 0, 0, 0, 0]);
    expect(await loadTemplates(database)).toHaveLength(1);
  });
});

describe('a file that is wrong', () => {
  test('is refused before the database is opened, with line and field', async () => {
    const path = file(
      'badges.yaml',
      'templates:\n  - {id: a, name: A, origin: openedx, requirements: [{id: r, event: x}]}\n',
    );
    const { exitCode, stderr } = await laurel(['apply', path]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(`BADGES_FILE_INVALID`);
    expect(stderr).toContain(`${path}:2:`);
    expect(stderr).toContain('templates[0].requirements[0].event: "x" is not a configured event type');
  });
});

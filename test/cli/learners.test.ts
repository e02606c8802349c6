import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { Database } from '../../src/store/database/database.ts';
import { findTemplate, lockRules, raiseRulesRevision, updateTemplate } from '../../src/store/engine/templates.ts';
import { consumerParts, storeTemplates } from '../support/consumer.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { demoCourse, otherCourse, passing } from '../support/events.ts';
import { messageOf, withIdentity } from '../support/messages.ts';
import { failPenalty, passCourse, template } from '../support/templates.ts';
import { embeddedNote, laurel } from './command-line.ts';

let database: Database;
const pass = passing({ learner: 1, id: 'pass-1' });
const passed = passing({ learner: 2 });
const fail = passing({ learner: 2, id: 'fail-2', passing: false });

beforeAll(async () => {
  database = await createEmbeddedDatabase();
  const demo = passCourse('pass-demo', demoCourse);
  await storeTemplates(database, [
    template({ id: 'demo', requirements: [demo], penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)] }),
    template({ id: 'either', requirements: [passCourse('a', demoCourse, 'A'), passCourse('b', otherCourse, 'A')] }),
    template({ id: 'both', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
    template({ id: 'edited', requirements: [passCourse('a', demoCourse), passCourse('b', otherCourse)] }),
  ]);
  const messages = [pass, passed, fail, passing({ learner: 3, course: otherCourse })];
  await processBatch(
    consumerParts(database),
    messages.map((event) => messageOf(event)),
  );
  await database.transaction(async (transaction) => {
    const edited = await findTemplate(transaction, 'edited');
    if (edited === null) throw new Error('not stored');
    await lockRules(transaction);
    await updateTemplate(transaction, edited, { ...edited, requirements: edited.requirements.slice(0, 1) });
    await raiseRulesRevision(transaction);
  });
});
afterAll(() => database.close());

const explain = async (learner: string, slug: string): Promise<string> => {
  const { exitCode, stdout } = await laurel(['explain', learner, slug], database);
  expect(exitCode).toBe(0);
  return stdout;
};

describe('laurel explain (S10)', () => {
  test('who has the badge, and by which event', async () => {
    const told = await explain('1', 'demo');
    expect(told).toContain('Has the badge.');
    expect(told).toMatch(
      /\[x\] the event "course passing status updated" where passed is yes and course is A course \(\S+\) \(pass-demo\): fulfilled by the event "course passing status updated" of 2026-\S+, which said passed: yes, course: A course \(course-v1:/,
    );
    expect(told).toMatch(/^Learner 1 \(learner1, LMS user id 1\), badge template "Demo graduate" \(demo, active/);
    expect(told).toMatch(
      /T\S+Z {2}Badge awarded: every group was met \(event "course passing status updated" of 2026-11-22T\S+Z\)$/m,
    );
    expect(told).not.toMatch(/[{}]/);
  });

  test('who had it, and which penalty took it', async () => {
    const told = await explain('2', 'demo');
    expect(told).toContain('Had the badge; it was revoked.');
    expect(told).toMatch(
      /\(pass-demo\): reset by the penalty "[^"]+"[^"]+"[^"]*where[^"]+passed is no[^"]*" on the event "[^"]+" of \S+,/,
    );
    expect(told).toContain('passed: no');
  });

  test('who has not, and what is missing; by user name too', async () => {
    const told = await explain('learner3', 'both');
    expect(told).toContain('Does not have the badge: 1 of 2 groups are not met.');
    expect(told).toMatch(/\[ \] .+ \(a\): open, no matching event has arrived$/m);
    expect(told).toMatch(/\[x\] .+ \(b\): fulfilled/);
    expect(told).toMatch(
      /The nearest one that did not match: the event "course passing status updated" of 2026-\S+Z:\n +\[x\] passed: yes, as needed\n +\[ \] course: A course \(\S+OTHER_Course\), needed A course \(\S+Demo_Course\)$/m,
    );
  });

  test('whose event came before the template counted any is told so', async () => {
    await storeTemplates(database, [template({ id: 'later', active: false })]);
    expect(await explain('1', 'later')).toMatch(
      /\(pass-demo\): open, no matching event has arrived\n.*It does not count, though it matches and is recorded for the badge template "Demo graduate": the event "course passing status updated" of \S+Z\. This template was not active, or had other rules, when it arrived\.$/m,
    );
  });

  test('a user name that two learners had, or that looks like an id, asks whose; the newest holder comes first', async () => {
    const named = (learner: number, username: string, minute: number): RawMessage => {
      const time = Date.UTC(2026, 10, 20, 10, minute) * 1000;
      return messageOf(withIdentity(passing({ learner, time, id: `named-${learner}` }), { username }));
    };
    await processBatch(consumerParts(database), [named(55, 'twin', 1), named(59, 'twin', 2), named(60, '59', 3)]);
    const twins = await laurel(['explain', 'twin', 'demo'], database);
    expect(twins).toMatchObject({ exitCode: 2 });
    expect(twins.stderr).toMatch(
      /"twin" can be any of these, newest first:[^]*--id 59 demo +this user name[^]*--id 55 demo/,
    );
    const number = await laurel(['explain', '59', 'demo'], database);
    expect(number.stderr).toMatch(/--id 60 demo +this user name[^]*--id 59 demo +this LMS user id/);
    for (const [option, id] of [
      ['--id', 59],
      ['--username', 60],
    ] as const) {
      const { json } = await laurel(['explain', option, '59', 'demo', '--json'], database);
      expect(json()).toMatchObject({ learner: id });
    }
  });

  test('a user name is told apart by case, in every command; who has it written otherwise is named', async () => {
    const hint = 'Did you mean the user name "learner3"? Upper and lower case count.';
    const explained = await laurel(['explain', 'Learner3', 'both'], database);
    expect([explained.exitCode, explained.stderr]).toEqual([
      1,
      expect.stringMatching(/LEARNER_NOT_FOUND[^]*Did you mean/),
    ]);
    expect(explained.stderr).toContain(hint);
    const listed = await laurel(['badge', 'list', '--username', 'LEARNER3'], database);
    expect(listed).toMatchObject({
      exitCode: 0,
      stdout: 'No badge matches.\n',
      stderr: expect.stringMatching(/PostgreSQL\.\nDid you mean/),
    });
    expect((await laurel(['badge', 'list', '--username', 'nobody'], database)).stderr).toMatch(embeddedNote);
    const mine = await laurel(['badge', 'list', '--username', 'learner1', '--json'], database);
    expect((mine.json() as { badges: { learner: number }[] }).badges).toEqual(
      expect.arrayContaining([expect.objectContaining({ learner: 1 })]),
    );
  });

  test('badges are listed by what is still to be done for them outside, and by who issued them', async () => {
    const listed = async (...filter: string[]) => {
      const { json } = await laurel(['badge', 'list', ...filter, '--json'], database);
      return (json() as { badges: { due: string | null }[] }).badges;
    };
    const all = await listed();
    const due = all.filter((badge) => badge.due !== null);
    expect(due.length).toBeGreaterThan(0);
    expect(await listed('--due')).toEqual(due);
    expect(await listed('--failed-for-good')).toEqual([]);
    expect(await listed('--issuer', 'acme', '--open-badge', 'issued')).toEqual([]);
    const both = await laurel(['badge', 'list', '--due', '--failed-for-good'], database);
    expect(both).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('cannot be used with') });
  });

  test('a group needs any one of its requirements (S8)', async () => {
    const told = await explain('1', 'either');
    expect(told).toMatch(/\[x\] any one of:\n {8}\S.+ \(a\): fulfilled/);
  });

  test('evidence of older rules is marked, and progress that an edit completed is told', async () => {
    const told = await explain('1', 'edited');
    expect(told).toContain('although the progress is complete: the rules were edited');
    expect(told).toContain('(by the rules of version 1)');
  });

  test('as JSON, with nothing personal in it', async () => {
    const { stdout, json } = await laurel(['explain', 'learner1', 'demo', '--json'], database);
    expect(json()).toMatchObject({
      learner: 1,
      template: 'demo',
      ratio: 1,
      complete: true,
      badge: { status: 'awarded', state: 'created', due: 'issue' },
      groups: [{ met: true, requirements: [{ requirement: 'pass-demo', standing: 'fulfilled' }] }],
    });
    expect(stdout).not.toContain('learner1');
  });

  test.each([
    [['explain', 'nobody', 'demo'], 'LEARNER_NOT_FOUND'],
    [['explain', '1', 'nothing'], 'TEMPLATE_NOT_FOUND'],
  ])('%j', async (commandLine, code) => {
    expect(await laurel(commandLine, database)).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(code) });
  });
});

describe('laurel badge', () => {
  const idOf = async (learner: number): Promise<string> => {
    const [badge] = await database.query<{ id: string }>(
      `SELECT badge.id FROM badge JOIN badge_template AS template ON template.id = template_id
       WHERE learner_id = $1 AND slug = 'demo'`,
      [learner],
    );
    return badge?.id ?? '';
  };

  test('list and show, narrowed down', async () => {
    const { badges } = (await laurel(['badge', 'list', '--json'], database)).json() as { badges: object[] };
    expect(badges.length).toBeGreaterThan(2);
    const some = ['badge', 'list', '--template', 'demo', '--learner', '1', '--state', 'created', '--json'];
    expect((await laurel(some, database)).json()).toMatchObject({
      badges: [{ id: await idOf(1), learner: 1, template: 'demo', status: 'awarded', due: 'issue', attempts: 0 }],
    });
    const named = await laurel(['badge', 'list', '--learner', 'learner1', '--template', 'demo'], database);
    expect(named.stdout).toContain('learner1 (1)');
    expect(await laurel(['badge', 'list', '--learner', 'nobody'], database)).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining('LEARNER_NOT_FOUND'),
    });
    expect((await laurel(['badge', 'list', '--learner', '999'], database)).stdout).toBe('No badge matches.\n');
    expect((await laurel(['badge', 'list', '--failed'], database)).stdout).toBe('No badge matches.\n');
    expect((await laurel(['badge', 'show', await idOf(2)], database)).stdout).toMatch(/status +revoked/);
  });

  test('settle says what it would end, and ends it once it is confirmed, with its reason in history and audit', async () => {
    const [other] = await database.query<{ id: string; learner: string }>(
      `SELECT badge.id, learner_id AS learner FROM badge JOIN badge_template ON badge_template.id = template_id
       WHERE due = 'issue' AND slug <> 'demo' LIMIT 1`,
    );
    const id = other?.id ?? '';
    const settle = (...more: string[]) =>
      laurel(['badge', 'settle', id, '--reason', 'deleted there', ...more], database);
    const asked = await settle();
    expect(asked).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/CONFIRMATION_NEEDED[^]*--yes/) });
    expect((await laurel(['badge', 'show', id, '--json'], database)).json()).toMatchObject({ due: 'issue' });
    expect((await laurel(['badge', 'settle', id, '--yes'], database)).stderr).toContain('--reason');
    const settled = await settle('--yes', '--json');
    expect(settled.json()).toMatchObject({ id, due: null });
    expect(settled.stdout).not.toContain(`learner${other?.learner}`);
    expect(
      await database.query(`SELECT actor, action, after FROM audit WHERE target_type = 'badge' AND target = $1`, [id]),
    ).toMatchObject([{ actor: expect.stringMatching(/^cli:./), action: 'badge.settle' }]);
    expect(await settle('--yes')).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('BADGE_SETTLED') });
  });

  test('retry makes a failed delivery due (S21)', async () => {
    const id = await idOf(1);
    await database.query(
      `UPDATE badge SET state = 'error', due = NULL, due_at = NULL, last_status = 422, last_body = 'no such template',
              attempts_started = 3, attempts_finished = 3 WHERE id = $1`,
      [id],
    );
    expect((await laurel(['badge', 'list', '--failed'], database)).stdout).toMatch(/3 +422 no such template/);
    expect((await laurel(['badge', 'retry', id, '--json'], database)).json()).toEqual({ retried: 1 });
    expect((await laurel(['badge', 'show', id, '--json'], database)).json()).toMatchObject({ due: 'issue' });
    expect((await laurel(['badge', 'retry', '--all'], database)).stdout).toContain('Nothing to retry');
    await database.query(`UPDATE badge SET due_at = now() + interval '1 hour' WHERE id = $1`, [id]);
    expect((await laurel(['badge', 'retry', '--all'], database)).stdout).toBe('1 delivery due now.\n');
  });

  test.each([
    [['badge', 'retry'], 2, 'USAGE'],
    [['badge', 'retry', '--all', '--account', 'x'], 2, 'USAGE'],
    [['badge', 'retry', '--account', 'x'], 1, 'ACCOUNT_NOT_FOUND'],
    [['badge', 'retry', randomUUID()], 1, 'BADGE_NOT_FOUND'],
    [['badge', 'show', 'nonsense'], 2, 'It must be a UUID'],
    [['badge', 'list', '--limit', '0'], 2, 'whole number'],
  ])('%j', async (commandLine, exitCode, message) => {
    expect(await laurel(commandLine, database)).toMatchObject({ exitCode, stderr: expect.stringContaining(message) });
  });
});

describe('laurel progress reset', () => {
  test('needs a confirmation and a reason, and says what it did', async () => {
    const reset = (...more: string[]) => laurel(['progress', 'reset', 'learner3', 'both', ...more], database);
    expect((await reset()).exitCode).toBe(2);
    const unsure = await reset('--reason', 'a mix-up');
    expect({ exitCode: unsure.exitCode, stderr: unsure.stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining(
        'Learner 3 (learner3, LMS user id 3) on both would start again from zero; an awarded badge stays',
      ),
    });
    const done = await reset('--reason', 'a mix-up', '--yes');
    expect(done.stdout).toContain('1 requirement reset. Fulfilled before: b.');
    expect(await explain('3', 'both')).toMatch(/\(b\): reset manually at 20/);
    expect((await laurel(['progress', 'reset', '3', 'demo', '--reason', 'x', '--yes'], database)).stderr).toContain(
      'PROGRESS_NOT_FOUND',
    );
  });
});

describe('laurel badge award and revoke', () => {
  test('tell what would happen to each first, do it with --yes, and leave out who is done when they are repeated', async () => {
    const award = ['badge', 'award', 'both', 'learner1', '3', 'nobody', '--reason', 'course of 2019'];
    const asked = await laurel(award, database);
    expect(asked).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('2 learners would be awarded the badge.'),
    });
    expect(asked.stdout).toMatch(/^nobody .*no learner has this name$/m);
    expect(await database.query(`SELECT FROM audit WHERE action = 'badge.award'`)).toEqual([]);
    const done = await laurel([...award, '--yes'], database);
    expect([done.exitCode, done.stdout]).toEqual([
      0,
      expect.stringMatching(/^Awarded 2 badges\.\n\nNot done:\n.*nobody/s),
    ]);
    expect((await laurel([...award, '--yes', '--json'], database)).json()).toMatchObject({
      changed: 0,
      notDone: [{ learner: 1, outcome: 'holds_it' }, { outcome: 'holds_it' }, { given: 'nobody' }],
    });
    const file = join(mkdtempSync(join(tmpdir(), 'laurel-')), 'learners.csv');
    // In UTF-16, as spreadsheets save "Unicode text".
    writeFileSync(file, Buffer.from('\uFEFFname,username\nOne,learner1\nThree,learner3\n', 'utf16le'));
    const revoke = ['badge', 'revoke', 'both', '--from', file, '--reason', 'by mistake', '--yes'];
    expect((await laurel(revoke, database)).stdout).toBe('Revoked 2 badges.\n');
    expect(
      await database.query(
        `SELECT action, reason FROM audit WHERE action IN ('badge.award', 'badge.revoke') ORDER BY id`,
      ),
    ).toEqual([
      ...Array.from({ length: 2 }, () => ({ action: 'badge.award', reason: 'course of 2019' })),
      ...Array.from({ length: 2 }, () => ({ action: 'badge.revoke', reason: 'by mistake' })),
    ]);
  });
});

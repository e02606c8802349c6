import { describe, expect, test } from 'vitest';
import type { SimulationResult } from '../../src/cli/simulation.ts';
import { writeBadgesFile } from '../../src/formats/badges-file-writer.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Template } from '../../src/rules/template.ts';
import { cloudEvent } from '../support/cloud-events.ts';
import { demoCourse, enrolled, enrollmentType, otherCourse, passing, passingType } from '../support/events.ts';
import { withIdentity } from '../support/messages.ts';
import { failPenalty, passCourse, requirement, template } from '../support/templates.ts';
import { file, laurel } from './command-line.ts';

const awarded = 'org.openedx.learning.badge.awarded.v1';
const revoked = 'org.openedx.learning.badge.revoked.v1';

async function simulate(templates: readonly Template[], events: readonly (Event | string)[], more: string[] = []) {
  const lines = events.map((event) => (typeof event === 'string' ? event : cloudEvent(event)));
  const badges = file('badges.yaml', writeBadgesFile(templates));
  return laurel(['simulate', '--templates', badges, '--events', file('events.ndjson', lines.join('\n')), ...more]);
}

async function result(templates: readonly Template[], events: readonly (Event | string)[]): Promise<SimulationResult> {
  const { stdout, stderr, exitCode, json } = await simulate(templates, events, ['--json']);
  // That a course is not in the file is of no matter here.
  const warnings = stderr.split('\n').filter((line) => !line.includes('no event of the file names the course'));
  expect({ warnings, exitCode }).toEqual({ warnings: [''], exitCode: 0 });
  expect(stdout.split('\n')).toHaveLength(2);
  return json() as SimulationResult;
}

const demo = template({
  id: 'demo-graduate',
  requirements: [passCourse('pass-demo', demoCourse)],
  penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
});

describe('laurel simulate --json', () => {
  test('prints exactly what the format says', async () => {
    const pass = passing({ id: '7f0c', time: Date.UTC(2026, 10, 22, 9, 30) * 1_000 + 1 });
    const again = passing({ id: '7f0d' });
    const { stdout } = await simulate([demo], [pass, again, enrolled()], ['--json']);
    expect(stdout).toBe(
      `{"events":{"read":3,"applied":2,"no_effect":0,"ignored":{"type_not_configured":1},"parked":{}},"learners":[{"id":7,"username":"learner7","templates":[{"template":"demo-graduate","ratio":1,"complete":true,"fulfilled":["pass-demo"],"badge":"awarded"}]}],"signals":[{"type":"${awarded}","learner":7,"template":"demo-graduate","time":"2026-11-22T09:30:00.000001+00:00","cause":"7f0c"}]}\n`,
    );
  });

  test('events go in file order, and what is older by time loses (S11)', async () => {
    const pass = passing({ id: 'pass' });
    const fail = passing({ id: 'fail', passing: false });
    expect((await result([demo], [fail, pass])).learners[0]?.templates[0]).toMatchObject({
      fulfilled: [],
      complete: false,
      badge: null,
    });
    const { learners, signals } = await result([demo], [pass, fail, pass, fail]);
    expect(learners[0]?.templates).toEqual([
      { template: 'demo-graduate', ratio: 0, complete: false, fulfilled: [], badge: 'revoked' },
    ]);
    expect(signals).toEqual([
      { type: awarded, learner: 7, template: 'demo-graduate', time: expect.any(String), cause: 'pass' },
      { type: revoked, learner: 7, template: 'demo-graduate', time: expect.any(String), cause: 'fail' },
    ]);
  });

  test('an event that moves nothing has no effect', async () => {
    const pass = passing();
    const elsewhere = passing({ course: otherCourse });
    const { events } = await result([demo], [pass, pass, elsewhere]);
    expect(events).toEqual({ read: 3, applied: 1, no_effect: 2, ignored: {}, parked: {} });
  });

  test('learners by number, templates and requirements by id; a penalty makes no progress record (S9)', async () => {
    const both = template({
      id: 'both',
      requirements: [passCourse('z', demoCourse), passCourse('a', demoCourse), passCourse('m', otherCourse)],
    });
    const { learners } = await result(
      [demo, both],
      [passing({ learner: 100 }), passing({ learner: 20 }), passing({ learner: 3, passing: false })],
    );
    expect(learners.map(({ id }) => id)).toEqual([20, 100]);
    expect(learners[0]?.templates).toEqual([
      { template: 'both', ratio: 2 / 3, complete: false, fulfilled: ['a', 'z'], badge: null },
      { template: 'demo-graduate', ratio: 1, complete: true, fulfilled: ['pass-demo'], badge: 'awarded' },
    ]);
  });

  test('the user name is the newest by event time, not by arrival (S5)', async () => {
    const old = withIdentity(passing(), { username: 'old-name' });
    const renamed = withIdentity(passing(), { username: 'new-name' });
    const { learners } = await result([demo], [renamed, old]);
    expect(learners[0]?.username).toBe('new-name');
  });

  test('inactive templates are not processed (S18)', async () => {
    const { events, learners } = await result([{ ...demo, active: false }], [passing()]);
    expect(events.no_effect).toBe(1);
    expect(learners).toEqual([]);
  });

  test('unreadable lines are counted by reason and stop nothing (S3)', async () => {
    const { events } = await result([demo], ['nonsense', '{}', passing(), '{"type":"x"}']);
    expect(events).toMatchObject({ read: 4, applied: 1, ignored: { type_not_configured: 1 } });
    expect(events.parked).toEqual({ invalid_json: 1, missing_header: 1 });
  });

  test('the badges of Laurel itself are skipped (S2)', async () => {
    const own = JSON.stringify({ ...(JSON.parse(cloudEvent(passing())) as object), type: awarded });
    expect((await result([demo], [own])).events.ignored).toEqual({ type_not_configured: 1 });
  });
});

describe('laurel simulate', () => {
  test('prints tables for people, without obeying what is in the events', async () => {
    const { stdout } = await simulate([demo], [withIdentity(passing(), { username: 'a\u001b[2Jb' })]);
    expect(stdout).toContain('1 event: 1 applied, 0 without effect, 0 ignored, 0 parked.');
    expect(stdout).toMatch(/7 +a\\x1b\[2Jb +demo-graduate +100% +awarded +pass-demo/);
    expect(stdout).not.toContain('\u001b');
  });

  test('warns of courses that no event of the file names', async () => {
    const typo = template({ id: 'typo', requirements: [passCourse('r', `${demoCourse}s`)] });
    const { stderr } = await simulate([demo, typo], [passing()]);
    expect(stderr).toBe(
      `Warning: "typo", requirements.0.rules.1.value: no event of the file names the course "${demoCourse}s". Check its key, or the file.\n`,
    );
  });

  test('warns of templates whose events are not configured', async () => {
    const enrolment = template({ id: 'e', requirements: [requirement('r', { event: enrollmentType, rules: [] })] });
    const { stderr, exitCode } = await simulate([enrolment], [enrolled()]);
    expect(stderr).toContain(`templates use ${enrollmentType}, which is not in BADGES_CONFIG.events`);
    expect(exitCode).toBe(0);
  });

  test('takes the events of the settings, from a file too', async () => {
    const enrolment = template({ id: 'e', requirements: [requirement('r', { event: enrollmentType, rules: [] })] });
    const settings = file('laurel.yaml', `BADGES_CONFIG: {events: [${passingType}, ${enrollmentType}]}`);
    for (const place of ['before', 'after']) {
      const files = [
        '--templates',
        file('b.yaml', writeBadgesFile([enrolment])),
        '--events',
        file('e', cloudEvent(enrolled())),
      ];
      const option = ['--settings', settings];
      const line = place === 'before' ? [...option, 'simulate', ...files] : ['simulate', ...files, ...option];
      expect((await laurel([...line, '--json'])).json()).toMatchObject({ events: { applied: 1 } });
    }
  });

  test.each([
    [['simulate'], 2, "required option '--templates <file>' not specified"],
    [['simulate', '--templates', 'x', '--events', 'y', '--jsn'], 2, 'Did you mean --json?'],
    [['simulate', '--templates', '/nowhere/b.yaml', '--events', 'y'], 2, 'FILE_UNREADABLE'],
    [['simulat'], 2, 'Did you mean simulate?'],
    [['simulate', '--help'], 0, ''],
  ])('%j ends with %i', async (commandLine, exitCode, message) => {
    const ended = await laurel(commandLine);
    expect(ended.exitCode).toBe(exitCode);
    expect(ended.stderr).toContain(message);
  });

  test('wrong settings are all told, and nothing is done', async () => {
    const { exitCode, stdout, stderr } = await laurel(['simulate', '--templates', 'x', '--events', 'y'], null, {
      environment: { LAUREL_BATCH: '1', BADGES_CONFIG: '{events: [x]}' },
    });
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain('laurel: SETTINGS_INVALID: The settings are not valid.');
    expect(stderr).toContain('LAUREL_BATCH ');
    expect(stderr).toContain('"x" is no event type');
  });

  test('a stopped simulation does not pass for a whole one', async () => {
    const badges = file('badges.yaml', writeBadgesFile([demo]));
    const line = ['simulate', '--templates', badges, '--events', file('e', cloudEvent(passing())), '--json'];
    const ended = await laurel(line, null, { signal: AbortSignal.abort() });
    expect(ended).toMatchObject({ exitCode: 1, stdout: '' });
  });
});

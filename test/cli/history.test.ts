import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import type { TestDatabase } from '../support/database.ts';
import { forProgramsOnly, kindCases, writeEveryKind } from '../support/history-lines.ts';
import { laurel } from './command-line.ts';

describe.skipIf(!hasPostgresql())('laurel history', () => {
  let stage: TestDatabase;
  const history = async (...options: string[]): Promise<string> => {
    const { exitCode, stdout } = await laurel(['history', ...options], stage.database);
    expect(exitCode).toBe(0);
    return stdout;
  };

  beforeAll(async () => {
    stage = await createTestDatabase();
    await writeEveryKind(stage.database);
  });
  afterAll(() => stage.close());

  test('says of every kind what happened, by whom or by what, and to whom; and nothing for programs', async () => {
    const told = (await history()).trimEnd().split(/\n(?= {2}\S)/);
    expect(told).toHaveLength(Object.keys(kindCases).length);
    for (const [index, [kind, { sentence, byEvent, ofTemplate }]] of Object.entries(kindCases).entries()) {
      const line = told.at(-1 - index) ?? '';
      expect({ kind, line }).toEqual({ kind, line: expect.stringMatching(/^ {2}\d{4}-\d\d-\d\dT\S+Z {2}/) });
      expect(line).toContain(`Z  ${sentence}`);
      expect(line.includes('Ada Lovelace (ada, LMS user id 7)')).toBe(ofTemplate !== true);
      expect(line.includes('template Demo graduate')).toBe(kind !== 'message_discarded');
      expect(line.includes('(event "course passing status updated" of 2026-01-02T03:04:05')).toBe(byEvent === true);
      expect(line.replaceAll('LMS user', '')).not.toMatch(forProgramsOnly);
    }
    expect(await history('--learner', 'ada')).not.toContain('Template created');
  });

  test('is narrowed down by user name, kinds and days, and says so when nothing is left', async () => {
    const told = await history('--learner', 'ada', '--kind', 'awarded', 'revoked', '--from', '2026-01-01');
    expect(told.match(/Z {2}/g)).toHaveLength(2);
    const today = new Date().toISOString().slice(0, 10);
    expect(await history('--until', '2026-01-01')).toBe(
      'Nothing in the history matches. Leave out a filter to see more.\n',
    );
    expect(await history('--template', 'demo', '--kind', 'template_deleted', '--from', today)).toContain(
      'Template removed',
    );
    const limited = await laurel(['history', '--limit', '2'], stage.database);
    expect(limited.stderr).toContain('there are more');
    for (const [option, value, says] of [
      ['--from', '2026-02-30', 'There is no such day.'],
      ['--until', '2026-02-03T00:00', 'Write the time with its zone'],
      ['--kind', 'eaten', 'Allowed choices are fulfilled'],
    ] as const) {
      const { exitCode, stderr } = await laurel(['history', option, value], stage.database);
      expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(says) });
    }
    const unknown = await laurel(['history', '--learner', 'nobody'], stage.database);
    expect(unknown.stderr).toContain('LEARNER_NOT_FOUND');
  });

  test('as JSON it names of learners no more than the LMS user id', async () => {
    const { stdout, json } = await laurel(['history', '--json', '--kind', 'awarded'], stage.database);
    expect(json()).toMatchObject({
      history: [{ kind: 'awarded', learner: 7, actorName: 'Grace Support' }],
      more: false,
    });
    expect(stdout).not.toMatch(/Ada Lovelace|ada@/);
  });
});

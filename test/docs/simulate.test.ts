import { describe, expect, test } from 'vitest';
import { laurel } from '../cli/command-line.ts';
import type { CommandResult } from '../cli/command-line.ts';
import { codeBlocksOf, codeBlockOf, readPage, sectionsOf } from './markdown.ts';

const page = readPage('docs/simulate.md');
const section = (heading: string): string => sectionsOf(page).find((each) => each.heading === heading)?.body ?? '';

/** Runs the command of a section as it stands there, without npm. */
function runDocumented(text: string): Promise<CommandResult> {
  const [, command = ''] = /^npm run -s laurel -- (.+)\n$/.exec(codeBlockOf(text, 'sh')) ?? [];
  return laurel(command.split(' '));
}

describe('docs/simulate.md', () => {
  test('the documented command prints what the page shows: an award, a revocation, ignored and parked', async () => {
    const text = section('Trying templates out');
    const { exitCode, stdout, stderr } = await runDocumented(text);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 0,
      stderr: expect.stringMatching(/^Warning: "data-track".* no event of the file names the course .*\n$/),
    });
    expect(stdout).toBe(codeBlockOf(text, 'text'));
    expect(stdout).toMatch(/badge\.revoked[^]*badge\.awarded/);
    expect(stdout).toMatch(/1 ignored .* 1 parked/);
  });

  test('so does the one with --json', async () => {
    const text = section('For machines');
    const { exitCode, json } = await runDocumented(text);
    expect(exitCode).toBe(0);
    expect(json()).toEqual(JSON.parse(codeBlockOf(text, 'json')));
  });

  test('the event that is shown stands in the file, on one line', () => {
    const lines = readPage('docs/examples/events.ndjson').trim().split('\n');
    const [shown] = codeBlocksOf(section('The events file'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(JSON.parse(shown?.code ?? ''));
  });
});

test('README.md tries the same files', () => {
  const [command] = /simulate --templates \S+ --events \S+/.exec(readPage('README.md')) ?? [];
  expect(codeBlockOf(section('Trying templates out'), 'sh')).toContain(command);
});

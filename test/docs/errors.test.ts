import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { errorRegistry } from '../../src/errors.ts';
import { ignoredReasons } from '../../src/events/reading.ts';
import { parkedReasons } from '../../src/store/engine/parked.ts';
import { readPage, root, subsectionsOf } from './markdown.ts';

const page = readPage('docs/errors.md');
const codes = Object.entries(errorRegistry);

/** The source files that use names; those that only declare them don't count. */
const users = globSync('src/**/*.ts', { cwd: root })
  .filter((path) => !['src/errors.ts', 'src/events/reading.ts', 'src/store/engine/parked.ts'].includes(path))
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

const lists = [
  ['Codes', codes.map(([code]) => code)],
  ['Why a message is parked', parkedReasons],
  ['Why a message is ignored', ignoredReasons],
] as const;

describe.each(lists)('docs/errors.md: %s', (heading, names) => {
  test('has each of the code, in its order, and nothing else', () => {
    expect(subsectionsOf(page, heading).map((section) => section.heading)).toEqual([...names]);
  });

  test.each([...names])('%s has a cause, an effect and something to do', (name) => {
    const section = subsectionsOf(page, heading).find((each) => each.heading === name);
    const parts = [...(section?.body ?? '').matchAll(/^\*\*(.+?)\.\*\* (\S[^]*?)(?=\n\n|\n*$)/gm)];
    expect(parts.map(([, part]) => part)).toEqual(['Cause', 'Effect', 'What to do']);
  });

  test.each([...names])('%s is used in the code', (name) => {
    expect(users).toContain(`'${name}'`);
  });
});

test.each(codes)('docs/errors.md quotes title, exit code, HTTP status and nature of %s', (code, definition) => {
  const { title, exitCode, status, retryable } = definition;
  const section = subsectionsOf(page, 'Codes').find(({ heading }) => heading === code);
  const quoted = /^> (.+)$/m.exec(section?.body ?? '')?.[1];
  expect(quoted).toBe(
    `${title} Exit code ${exitCode}. HTTP status ${status}.${retryable ? ' May resolve on its own.' : ''}`,
  );
});

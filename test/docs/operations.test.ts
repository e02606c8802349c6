import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { settingsTable } from '../../src/settings/table.ts';
import { readPage, root, sectionsOf } from './markdown.ts';

const page = readPage('docs/operations.md');
const section = (heading: string): string => sectionsOf(page).find((each) => each.heading === heading)?.body ?? '';
const source = globSync('src/**/*.ts', { cwd: root })
  .map((path) => readFileSync(join(root, path), 'utf8'))
  .join('\n');

describe('docs/operations.md', () => {
  test('every log line that it names is one that is written', () => {
    const table = section('What to watch')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const lines = table.flatMap((line) => [...line.matchAll(/`([a-z][^`]+)`/g)].map(([, text = '']) => text));
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) expect(source).toContain(`'${line}'`);
  });

  test('the times that it gives for settings are their defaults', () => {
    const rows = [...section('Time-outs').matchAll(/`([A-Z_]+)`, (\d+) s/g)];
    expect(rows.length).toBeGreaterThan(3);
    for (const [, name = '', seconds] of rows) expect(settingsTable, name).toHaveProperty([name, 'default'], seconds);
  });

  test('has every state that a badge can have at its provider', () => {
    const [, states = ''] =
      /export type ExternalState =([^;]+);/.exec(readPage('src/store/delivery/external.ts')) ?? [];
    const told = [...section('A delivery that failed permanently').matchAll(/^\| `(\w+)`/gm)].map(([, state]) => state);
    expect(told).toEqual([...states.matchAll(/'(\w+)'/g)].map(([, state]) => state));
  });

  test('has every role', () => {
    const told = [...section('What runs').matchAll(/^\| `(\w+)`/gm)].map(([, role]) => `'${role}'`);
    expect(source).toContain(`roleNames = [${told.join(', ')}] as const`);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../src/store/database/database.ts';
import { openEmbedded } from '../../src/store/database/embedded.ts';
import { laurel } from '../cli/command-line.ts';
import { allPages, readPage, root, sectionsOf } from './markdown.ts';

const page = readPage('README.md');
const section = (heading: string): string => sectionsOf(page).find((each) => each.heading === heading)?.body ?? '';

let database: Database;
beforeAll(async () => {
  database = await openEmbedded(null);
});
afterAll(() => database.close());

test('the steps to connect a real site work one after the other, on an empty database', async () => {
  const lines = [...section('Connect a real site').matchAll(/npm run -s laurel -- (.*?) {2,}#/g)].map(
    ([, line = '']) => line,
  );
  const admin = 'admin create --name Ada --email ada@example.org --generate-password';
  expect(lines).toEqual(['migrate', 'doctor', 'sync', 'apply badges.yaml', admin, 'run']);
  const roles: string[][] = [];
  for (const line of lines) {
    const words = line.replace('badges.yaml', join(root, 'docs/examples/badges.yaml')).split(' ');
    const ended = await laurel(words, database, {
      environment: {
        LAUREL_INBOX_TOKEN: 'a-token-of-the-tests',
        LAUREL_SECRET: 'a-secret-of-the-tests-that-is-long-enough',
        LAUREL_ENCRYPTION_KEYS: `main:${Buffer.alloc(32).toString('base64')}`,
      },
      openProviders: () => new Map(),
      run: async (options) => void roles.push([...options.roles]),
    });
    expect(ended.exitCode, `${line}: ${ended.stderr}`).toBe(0);
  }
  expect(roles).toEqual([['inbox', 'consume', 'announce', 'deliver', 'serve']]);
  expect(await database.query('SELECT slug FROM badge_template ORDER BY slug')).toEqual([
    { slug: 'data-track' },
    { slug: 'demo-graduate' },
  ]);
});

test('every script of package.json that a page calls is there', () => {
  const { scripts } = JSON.parse(readPage('package.json')) as { scripts: Record<string, string> };
  for (const file of allPages())
    for (const [, run, name = run] of readPage(file).matchAll(/npm (?:run (?:-s )?([a-z]+)|(test)\b)/g))
      expect(Object.keys(scripts), file).toContain(name);
});

test('every file that ARCHITECTURE.md names is there', () => {
  const text = readPage('ARCHITECTURE.md');
  const places = [...text.matchAll(/`((?:src|docs|scripts|test|bench|simulators)\/[\w./-]*)`/g)].map(
    ([, place = '']) => place,
  );
  expect(places.length).toBeGreaterThan(15);
  for (const place of places) expect(existsSync(join(root, place)), place).toBe(true);
});

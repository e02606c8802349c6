import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ensurePages } from '../../scripts/build-pages.ts';

test('the pages are built for those who use them, also when a test runner builds them', () => {
  expect(process.env.NODE_ENV).toBe('test');
  const directory = ensurePages(() => {}) ?? '';
  const scripts = globSync('**/*.js', { cwd: directory });
  expect(scripts.length).toBeGreaterThan(10);
  // Each is a question of the browser's before a page can be drawn.
  expect(scripts.length).toBeLessThan(140);
  // What only React's build for developers has.
  const forDevelopers = scripts.filter((script) => readFileSync(join(directory, script), 'utf8').includes('jsxDEV'));
  expect(forDevelopers).toEqual([]);
});

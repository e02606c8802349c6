import { expect, test } from 'vitest';
import { settingsTable } from '../../src/settings/table.ts';
import { allPages, readPage } from './markdown.ts';

/** Settings of the platform that our pages speak of, since an operator sets them there. */
const ofThePlatform = ['EVENT_BUS_PRODUCER', 'EVENT_BUS_PRODUCER_CONFIG', 'EVENT_BUS_CONSUMER'];

const plugin = 'deploy/tutor-laurel/';

/** What Tutor's config.yml can say about Laurel: settings of the plugin, with names of their own. */
function settingsOfPlugin(): string[] {
  const names = readPage(`${plugin}tutorlaurel/plugin.py`).matchAll(/^ {4}"([A-Z0-9_]+)":/gm);
  return [...names].map(([, name = '']) => `LAUREL_${name}`);
}

test('V06: every setting that a page names is one that is read', () => {
  const known = new Set([...Object.keys(settingsTable), ...ofThePlatform]);
  for (const page of allPages()) {
    const names = readPage(page).matchAll(/\b(?:LAUREL|EVENT_BUS)_[A-Z][A-Z_]*[A-Z]\b(?!\*)/g);
    for (const [name] of names)
      expect(page.startsWith(plugin) ? [...known, ...settingsOfPlugin()] : known, `${page} names ${name}`).toContain(
        name,
      );
  }
});

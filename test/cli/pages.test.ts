import { expect, test } from 'vitest';
import { comparePages } from '../../scripts/docs.ts';
import { loadCommands } from '../../src/cli/commands.ts';
import { renderCliPage } from '../../src/cli/terminal/page.ts';

test('the pages made from the code are up to date (mend with: node_modules/.bin/node scripts/docs.ts)', async () => {
  for (const { place, wanted, found } of await comparePages()) expect(found(), place).toBe(wanted);
});

test('every command teaches by an example, or names the one that does', async () => {
  const commands = await loadCommands();
  const sections = renderCliPage(commands).split('\n## ').slice(1);
  expect(sections.length).toBeGreaterThan(commands.length);
  const silent = sections.filter(
    (section) =>
      !/^(laurel$|laurel (parked|gaps|badge|learner|admin|connections|issuers|template) )/m.test(
        section.split('\n')[0] ?? '',
      ),
  );
  for (const section of silent) expect(section, section.split('\n')[0]).toMatch(/Examples?:|See `laurel run --help`/);
});

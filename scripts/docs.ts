/** Writes the pages that are made from the code. A test fails when one of them is not what the code says. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { commands } from '../src/cli/commands.ts';
import { renderCliPage } from '../src/cli/terminal/page.ts';
import { renderBadgesSchema } from '../src/formats/badges-schema.ts';
import { renderSettingsPage } from '../src/settings/page.ts';
import { renderOpenApi } from './openapi.ts';

const root = join(import.meta.dirname, '..');

const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/settings.md': renderSettingsPage,
  'docs/badges.schema.json': renderBadgesSchema,
  'docs/cli.md': () => renderCliPage(commands),
  'docs/openapi.json': renderOpenApi,
};

/** The generated pages by their place in the checkout: as they must be, and as they are. */
export async function comparePages(): Promise<{ place: string; wanted: string; found: () => string }[]> {
  return Promise.all(
    Object.entries(pages).map(async ([place, render]) => {
      const filepath = join(root, place);
      const wanted = await format(await render(), { ...(await resolveConfig(filepath)), filepath });
      return { place, wanted, found: () => (existsSync(filepath) ? readFileSync(filepath, 'utf8') : '') };
    }),
  );
}

if (import.meta.main) {
  for (const { place, wanted } of await comparePages()) writeFileSync(join(root, place), wanted);
}

/** Writes what is made from the code. A test fails when one of them is not what the code says. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, getFileInfo, resolveConfig } from 'prettier';
import { loadCommands } from '../src/cli/commands.ts';
import { renderCliPage } from '../src/cli/terminal/page.ts';
import { renderBadgesSchema } from '../src/formats/badges-schema.ts';
import { renderSettingsPage } from '../src/settings/page.ts';
import { renderOpenApi } from './openapi.ts';
import { renderTutorDockerfile } from './tutor-dockerfile.ts';

const root = join(import.meta.dirname, '..');

const pages: Readonly<Record<string, () => string | Promise<string>>> = {
  'docs/settings.md': renderSettingsPage,
  'docs/badges.schema.json': renderBadgesSchema,
  'docs/cli.md': async () => renderCliPage(await loadCommands()),
  'docs/openapi.json': renderOpenApi,
  'deploy/tutor-laurel/tutorlaurel/templates/laurel/build/laurel/Dockerfile': renderTutorDockerfile,
};

/** The generated pages by their place in the checkout: as they must be, and as they are. */
export async function comparePages(): Promise<{ place: string; wanted: string; found: () => string }[]> {
  return Promise.all(
    Object.entries(pages).map(async ([place, render]) => {
      const filepath = join(root, place);
      const text = await render();
      // What prettier doesn't know, as a Dockerfile, stays as it is.
      const { inferredParser } = await getFileInfo(filepath);
      const wanted =
        inferredParser === null ? text : await format(text, { ...(await resolveConfig(filepath)), filepath });
      return { place, wanted, found: () => (existsSync(filepath) ? readFileSync(filepath, 'utf8') : '') };
    }),
  );
}

if (import.meta.main) {
  for (const { place, wanted } of await comparePages()) writeFileSync(join(root, place), wanted);
}

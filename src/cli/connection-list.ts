import type { Connection } from '../api/schemas/connections.ts';
import { showConnections } from '../api/views/connections.ts';
import { inOneLine } from '../issuing/accounts/connection-test.ts';
import type { Settings } from '../settings.ts';
import type { Database } from '../store/database/database.ts';
import type { CommandContext } from './context.ts';
import { printJson, printLines, table } from './terminal/output.ts';

const nobody = ['No account is connected yet. Connect one in the pages, or with `laurel connections add`.'];

const states: Readonly<Record<Connection['health']['state'], string>> = {
  works: 'works',
  failing: 'failing',
  not_working: 'not working',
  paused: 'paused',
  untested: 'not tested yet',
};

/** Every account that there is a key for, with how it is doing. */
export async function listConnections(
  { stdout }: CommandContext,
  settings: Settings,
  database: Database,
  json: boolean,
): Promise<void> {
  const items = (await showConnections(settings, database, true)).map(({ view }) => view);
  if (json) printJson(stdout, { connections: items });
  else printLines(stdout, items.length === 0 ? nobody : [...listing(items), ...reasons(items)]);
}

function listing(items: readonly Connection[]): string[] {
  return table(
    ['provider', 'account', 'name', 'state', 'templates', 'due', 'failed', 'key from', 'key ends'],
    items.map(({ origin, account, name, health, templates, due, failed, source, keyExpiresOn }) => [
      origin,
      account,
      name,
      states[health.state],
      templates,
      due,
      failed,
      source === 'settings' ? 'settings' : 'Laurel',
      keyExpiresOn ?? '',
    ]),
  );
}

/** Of what does not work, what its provider last said. */
function reasons(items: readonly Connection[]): string[] {
  const lines = items.flatMap(({ name, health, test }) => {
    if (test?.succeeded === false) return [`${name}: ${inOneLine(test)}`];
    if (health.state === 'works' || health.state === 'untested') return [];
    return [`${name}: status ${health.lastStatus ?? 'none'}. ${health.lastMessage ?? ''}`.trimEnd()];
  });
  return lines.length === 0 ? [] : ['', ...lines];
}

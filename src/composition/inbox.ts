import { startInbox } from '../bus/http-inbox/server.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Role } from '../lifecycle.ts';
import type { RoleParts } from './role-parts.ts';

/** Takes events over HTTP; no role when the settings have no inbox. */
export async function openInbox({
  settings,
  database,
  watcher,
  logger,
  closers,
  arrivals,
}: RoleParts): Promise<Role[]> {
  if (settings.inbox === null) return [];
  const inbox = await startInbox({ database, settings: settings.inbox, logger, arrivals });
  closers.add(() => inbox.close());
  watcher?.onInbox?.(inbox.url);
  logger.info({ url: inbox.url }, 'accepting events over HTTP');
  return [{ name: 'inbox', run: (signal) => whenAborted(signal).then(() => inbox.close()) }];
}

import type { Logger } from 'pino';
import type { Arrivals } from '../bus/http-inbox/arrivals.ts';
import { startInbox } from '../bus/http-inbox/server.ts';
import type { RunOptions } from '../cli/context.ts';
import { whenAborted } from '../lifecycle.ts';
import type { Closers, Role } from '../lifecycle.ts';

/** Takes events over HTTP; no role when the settings have no inbox. */
export async function openInbox(
  { settings, database, watcher }: RunOptions,
  logger: Logger,
  closers: Closers,
  arrivals: Arrivals,
): Promise<Role[]> {
  if (settings.inbox === null) return [];
  const inbox = await startInbox({ database, settings: settings.inbox, logger, arrivals });
  closers.add(() => inbox.close());
  watcher?.onInbox?.(inbox.url);
  logger.info({ url: inbox.url }, 'taking events over HTTP');
  return [{ name: 'inbox', run: (signal) => whenAborted(signal).then(() => inbox.close()) }];
}

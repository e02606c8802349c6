import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openMemoryBus } from '../../bus/memory/memory-bus.ts';
import { fullTopic } from '../../bus/topics.ts';
import { CommandError } from '../../errors.ts';
import { Closers, whenAborted } from '../../lifecycle.ts';
import { ensurePages } from '../../../scripts/build-pages.ts';
import { reconcile } from '../../../simulators/reconcile.ts';
import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import { applyTemplates } from '../../store/operators/apply-templates.ts';
import type { Delivery } from '../../issuing/delivery/counters.ts';
import type { Database } from '../../store/database/database.ts';
import { migrate } from '../../store/database/migrate.ts';
import { countPending, listBeliefs } from '../../store/delivery/reconciliation.ts';
import { roleNames } from '../context.ts';
import type { CommandContext } from '../context.ts';
import { printJson, printLines } from '../terminal/output.ts';
import { syncAccounts } from '../sync.ts';
import { DemoCounts } from './counts.ts';
import { SignalListener, sendLmsEvents } from './lms.ts';
import { giveLmsAccount, invitePeople } from './people.ts';
import { makeIssuer, publishBadge } from './own-badges.ts';
import { DEFAULT_RATE } from './options.ts';
import type { DemoOptions } from './options.ts';
import { openDemoSite } from './site.ts';
import type { DemoSite } from './site.ts';
import { openWork, summarize } from './summary.ts';
import type { DemoSummary } from './summary.ts';
import { DemoView, summaryLines } from './view.ts';

const VIEW_EVERY_MS = 500;
const PLAIN_VIEW_EVERY_MS = 3_000;

/**
 * Runs the demo until it is stopped, or with `--exit` until all is processed and delivered.
 *
 * @throws LaurelError USAGE; NOT_RECONCILED when the providers don't hold what they should; INTERRUPTED
 */
export async function demo(context: CommandContext, options: DemoOptions): Promise<void> {
  if (options.exit && options.events === undefined) throw new CommandError('USAGE', '--exit needs --events.');
  const directory = mkdtempSync(join(tmpdir(), 'laurel-demo-'));
  const closers = new Closers();
  closers.add(async () => rmSync(directory, { recursive: true, force: true }));
  const tell = (line: string): void => {
    if (!options.json) context.stderr.write(`${line}\n`);
  };
  try {
    const pages = ensurePages((line) => void context.stderr.write(`${line}\n`));
    tell('Starting a simulated LMS, Credly and Accredible, and an embedded database; this takes a few seconds ...');
    const site = await openDemoSite(directory, options.seed, closers);
    const database = await context.openDatabase(site.settings);
    closers.add(() => database.close());
    await migrate(database);
    tell('Creating badge templates, people and an issuer ...');
    await database.transaction((transaction) => applyTemplates(transaction, site.scenario.templates));
    const [signInPath] = await Promise.all([invitePeople(database), makeIssuer(database, site.settings)]);
    await runDemo(context, options, { site, database, pages, signInPath });
  } finally {
    tell('Stopping ...');
    await closers.closeAll();
    tell('The demo has ended. It left nothing on this machine.');
  }
}

interface Stage {
  readonly site: DemoSite;
  readonly database: Database;
  readonly pages: string | null;
  /** Path of the link by which the admin comes in. */
  readonly signInPath: string;
}

async function runDemo(
  context: CommandContext,
  options: DemoOptions,
  { site, database, pages, signInPath }: Stage,
): Promise<void> {
  const { settings, settingViews, sites, inboxToken } = site;
  const stopping = new AbortController();
  const signal = AbortSignal.any([context.signal, stopping.signal]);
  const counts = new DemoCounts();
  const bus = openMemoryBus();
  const listener = new SignalListener();
  const [topic = ''] = settings.bus.topics;
  const listening = listener.listen(bus.subscribe([fullTopic(settings.bus.topicPrefix, topic)], 'lms'), signal);
  const roles = context.run({
    settings,
    settingViews,
    roles: roleNames,
    database,
    pages,
    publisher: bus.publisher(settings.bus.topicPrefix),
    watcher: counts,
    signal,
  });
  // A role that can't go on ends the demo; its error is thrown below.
  roles.catch(() => stopping.abort());
  const inboxUrl = await untilReady(counts, signal);
  const sum = (reconciled: boolean): Promise<DemoSummary> => summarize(database, counts, listener.signals, reconciled);
  const { publicUrl } = settings.http;
  const view = new DemoView(context.stderr, {
    ...sites,
    inbox: inboxUrl,
    pages: publicUrl,
    signIn: publicUrl + signInPath,
  });
  if (!options.json) view.begin();
  // As an operator does once the accounts are connected: it brings in the images.
  await syncAccounts(context, settings, database, await knownAccounts(settings, database));
  const [published, unpublished] = counts.ownBadges;
  const sharing = Promise.all([
    atFirst(published, signal, async (badge) => {
      const address = await publishBadge(database, badge);
      if (address !== null && !options.json) view.showBadge(address);
    }),
    atFirst(unpublished, signal, async (badge) => {
      const name = await giveLmsAccount(database, site.lms, badge.learnerId);
      if (!options.json) view.showLearner(name);
    }),
  ]);
  const showing = options.json ? Promise.resolve() : show(context, view, counts, () => sum(false), signal);

  await sendLmsEvents({
    inboxUrl,
    inboxToken,
    seed: options.seed,
    events: options.events ?? null,
    rate: options.rate ?? (options.exit ? null : DEFAULT_RATE),
    signal,
    onSent: (total) => {
      counts.published = total;
    },
  });
  await (options.exit ? untilQuiet(database, counts, signal) : whenAborted(signal));
  const interrupted = context.signal.aborted;
  const discrepancies = interrupted ? [] : await reconcile(await listBeliefs(database), sites);
  const summary = await sum(!interrupted && discrepancies.length === 0);
  stopping.abort();
  await Promise.all([roles, listening, showing, sharing]);

  if (options.json) printJson(context.stdout, summary);
  else if (!interrupted) printLines(context.stdout, ['', ...summaryLines(summary)]);
  if (discrepancies.length > 0) throw new CommandError('NOT_RECONCILED', discrepancies.slice(0, 20));
}

/** @returns the address of the inbox */
async function untilReady(counts: DemoCounts, signal: AbortSignal): Promise<string> {
  while (counts.inboxUrl === undefined || counts.serverUrl === undefined) {
    await pause(20);
    if (signal.aborted) throw new CommandError('INTERRUPTED', 'The demo was stopped before it started.');
  }
  return counts.inboxUrl;
}

/** Does something with a badge of Laurel's own as soon as there is one. */
async function atFirst(
  issued: Promise<Delivery>,
  signal: AbortSignal,
  then: (badge: Delivery) => Promise<void>,
): Promise<void> {
  const badge = await Promise.race([issued, whenAborted(signal)]);
  if (badge && !signal.aborted) await then(badge);
}

/** Every event has its verdict, and nothing is due any more. */
async function untilQuiet(database: Database, counts: DemoCounts, signal: AbortSignal): Promise<void> {
  for (;;) {
    const settled = counts.processed + counts.ignored + counts.parked >= counts.published;
    if (settled && openWork(await countPending(database)) === 0) return;
    await pause(50);
    if (signal.aborted) return;
  }
}

async function show(
  context: CommandContext,
  view: DemoView,
  counts: DemoCounts,
  summarizeNow: () => Promise<DemoSummary>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    view.update(await summarizeNow(), counts.latest);
    await pause(context.stderr.isTTY ? VIEW_EVERY_MS : PLAIN_VIEW_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

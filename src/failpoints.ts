/**
 * Points at which a process of a test ends or freezes, exactly between two steps. For tests only (docs/fire.md): armed by
 * LAUREL_FAILPOINTS when a process starts, and a comparison that is never true otherwise.
 */

/** Every point, named by the role and by what has just been done. */
export const failpointNames = [
  /** Messages are read, and nothing is done with them. */
  'consume.read',
  /** Messages that another consumer left are taken over, and nothing is done with them. */
  'consume.claimed',
  /** The learners of the batch are locked; nothing else is written. */
  'consume.locked',
  /** Progress was read and all is decided; nothing of it is written. */
  'consume.decided',
  /** All of the batch is written, and not committed. */
  'consume.written',
  /** The batch is committed, and not acknowledged. */
  'consume.committed',
  'consume.acknowledged',
  /** Signals are taken out of the outbox within the transaction, and not sent. */
  'announce.taken',
  /** The bus has the signals; that they are out of the outbox is not committed. */
  'announce.published',
  'announce.committed',
  /** A badge is claimed; nobody was called. */
  'deliver.claimed',
  /** There is a connection to the provider; the call does not leave yet. */
  'deliver.sending',
  /** The provider was asked for a badge of which an earlier attempt may have succeeded; nothing else was done. */
  'deliver.looked',
  /** The provider has answered, and nothing of it is written. */
  'deliver.called',
  'deliver.settled',
  /** A badge of Laurel's own has its slot, salt and address; it is not signed. */
  'issue.reserved',
  /** Its status list can be fetched; the badge itself is not signed. */
  'issue.listed',
  /** It is signed, and nothing of that is written. */
  'issue.signed',
  /** It is written, and nobody knows that it is issued. */
  'issue.stored',
  /** It is marked as revoked; nobody knows that, and its list is not signed anew. */
  'issue.revoked',
  /** A status list is signed, and not written. */
  'lists.signed',
  'lists.stored',
] as const;
export type FailpointName = (typeof failpointNames)[number];

/** `kill` ends the process as a crash does; `stop` freezes it until somebody sends SIGCONT. */
const signals = { kill: 'SIGKILL', stop: 'SIGSTOP' } as const;

/** One point that is armed. */
export interface Failpoint {
  readonly name: FailpointName;
  readonly action: keyof typeof signals;
  /** Which time that the process comes by; it acts once. */
  readonly hit: number;
}

/** Reads `consume.committed=kill, deliver.called=stop@3`; undefined when it is not so written or there is no such point. */
export function parseFailpoints(list: string): readonly Failpoint[] | undefined {
  const failpoints: Failpoint[] = [];
  for (const text of list.split(',')) {
    const [, named = '', action, hit = '1'] = /^\s*([a-z.]+)=(kill|stop)(?:@([1-9]\d{0,5}))?\s*$/.exec(text) ?? [];
    const name = failpointNames.find((known) => known === named);
    if (name === undefined || (action !== 'kill' && action !== 'stop')) return undefined;
    failpoints.push({ name, action, hit: Number(hit) });
  }
  return failpoints;
}

/** Null unless something is armed: then a point costs one comparison. */
let armed: Map<FailpointName, { readonly failpoint: Failpoint; passed: number }> | null = null;

/** Arms points in this process. */
export function armFailpoints(failpoints: readonly Failpoint[]): void {
  armed =
    failpoints.length === 0 ? null : new Map(failpoints.map((failpoint) => [failpoint.name, { failpoint, passed: 0 }]));
}

/** Says that the process comes by a point; it goes on at once unless that point is armed. */
export function failpoint(name: FailpointName): void {
  if (armed === null) return;
  const watched = armed.get(name);
  if (watched === undefined) return;
  watched.passed += 1;
  // The signal is there before the next statement.
  if (watched.passed === watched.failpoint.hit) process.kill(process.pid, signals[watched.failpoint.action]);
}

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '../support/laurel.ts';
import type { Campaign } from './campaign.ts';
import type { AnomalyKind } from './checker.ts';
import { nemesesNamed } from './nemesis/catalogue.ts';
import { courses } from './templates.ts';
import type { SentEvent } from './wire.ts';
import type { Shape } from './workload.ts';

/** A mistake that somebody could make, put into a copy of the sources: the harness must find it. */
export interface Plant {
  readonly name: string;
  readonly edits: readonly { readonly file: string; readonly find: string; readonly replace: string }[];
  /** Under which it shows. */
  readonly faults: readonly string[];
  /** By any of these it is found. */
  readonly shows: readonly AnomalyKind[];
  /** Rounds without a fault that go before. */
  readonly before?: Partial<Shape>;
  readonly shape?: Partial<Shape>;
  /** So that no process takes everything at once. */
  readonly batchSize?: number;
}

const pass = (course: string): Pick<SentEvent, 'course' | 'passing'> => ({ course, passing: true });
const fail = (course: string): Pick<SentEvent, 'course' | 'passing'> => ({ course, passing: false });

export const plants: readonly Plant[] = [
  {
    name: 'messages are acknowledged before the commit',
    edits: [
      {
        file: 'consumer/consumer.ts',
        find: 'span.run(() => processPatiently(parts, batch, signal))',
        replace: 'span.run(() => acknowledge(parts, batch, signal).then(() => processPatiently(parts, batch, signal)))',
      },
    ],
    faults: ['crash:consume.written'],
    shows: ['lost', 'award-missing'],
  },
  {
    name: 'no lock on the learner while it is decided',
    edits: [
      {
        file: 'consumer/process-batch.ts',
        find: 'await ensureLearners(transaction, identities)',
        replace: 'await database.transaction((own) => ensureLearners(own, identities))',
      },
    ],
    faults: ['pause:consume.decided'],
    shows: ['lost', 'duplicate', 'award-missing', 'revocation-missing', 'unasked-event'],
    // Two who decide about one badge would meet at its key, and begin again. These two lose one alternative each.
    before: { learners: 10, again: 0, parade: [pass(courses[1]), pass(courses[2])] },
    shape: { learners: 10, again: 100, parade: [fail(courses[1]), fail(courses[2])] },
    batchSize: 5,
  },
  {
    name: 'a doubtful issue is repeated without asking the provider',
    edits: [
      {
        file: 'issuing/delivery/attempt.ts',
        find: '  if (claim.uncertain) {\n    const found',
        replace: '  if (claim.attempt < 0) {\n    const found',
      },
    ],
    faults: ['providers-reset'],
    shows: ['external-double'],
  },
  {
    name: 'signals are written outside of the transaction',
    edits: [
      {
        file: 'consumer/ledger.ts',
        find: '      addSignals(transaction, announces ? this.#signals : []),\n',
        replace: '',
      },
      {
        file: 'consumer/ledger.ts',
        find: '  async #revokeAndRemember(',
        replace: '  get signals() {\n    return this.#signals;\n  }\n\n  async #revokeAndRemember(',
      },
      {
        file: 'consumer/process-batch.ts',
        find: '  const { counts: decided, parked } = await database.transaction(async (transaction) => {\n',
        replace:
          '  let late = [];\n  const { counts: decided, parked } = await database.transaction(async (transaction) => {\n',
      },
      {
        file: 'consumer/process-batch.ts',
        find: '      await ledger.write(transaction, announces, tracing.traceParent());\n',
        replace:
          '      await ledger.write(transaction, announces, tracing.traceParent());\n      late = ledger.signals;\n',
      },
      {
        file: 'consumer/process-batch.ts',
        find: '  tally.add(decided);\n',
        replace:
          "  failpoint('consume.committed');\n  const { addSignals } = await import('../store/engine/outbox.ts');\n  await database.transaction((own) => addSignals(own, late));\n  tally.add(decided);\n",
      },
    ],
    faults: ['crash:consume.committed'],
    shows: ['signal-missing'],
  },
];

/**
 * Makes a copy of Laurel with the mistake in it.
 *
 * @returns its folder, and what removes it
 * @throws Error when the place of the mistake is not there any more: then the plant must follow the code
 */
export function plant({ name, edits }: Plant): { root: string; remove: () => void } {
  const root = mkdtempSync(join(tmpdir(), 'laurel-planted-'));
  cpSync(join(repositoryRoot, 'src'), join(root, 'src'), { recursive: true });
  for (const entry of readdirSync(repositoryRoot))
    if (entry !== 'src' && entry !== '.git') symlinkSync(join(repositoryRoot, entry), join(root, entry));
  for (const { file, find, replace } of edits) {
    const path = join(root, 'src', file);
    const text = readFileSync(path, 'utf8');
    if (text.split(find).length !== 2)
      throw new Error(
        `"${name}" can't be planted: src/${file} has no single place for it. Let the plant follow the code.`,
      );
    writeFileSync(
      path,
      text.replace(find, () => replace),
    );
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/**
 * Goes on with a planted Laurel until the harness finds something.
 *
 * @returns the kinds of what was found; empty when nothing was, in so many rounds
 */
export async function findPlant(campaign: Campaign, planted: Plant, rounds = 4): Promise<AnomalyKind[]> {
  const { root, remove } = plant(planted);
  try {
    await campaign.switchTo(root, { LAUREL_BATCH_SIZE: String(planted.batchSize ?? 50) });
    for (let round = 0; round < rounds; round += 1) {
      if (planted.before) await campaign.play([], planted.before);
      const { anomalies } = await campaign.play(nemesesNamed(planted.faults), planted.shape);
      if (anomalies.length > 0) return [...new Set(anomalies.map(({ kind }) => kind))];
    }
    return [];
  } finally {
    remove();
  }
}

import { origins } from '../../rules/template.ts';
import type { Output } from '../context.ts';
import { printable, table } from '../terminal/output.ts';
import type { DemoSummary } from './summary.ts';

/** Addresses that a person may open while the demo runs. */
export interface DemoAddresses {
  readonly pages: string;
  /** Signs in as an admin, once. */
  readonly signIn: string;
  readonly credly: string;
  readonly accredible: string;
  readonly inbox: string;
}

/** The live view: redrawn in place on a terminal, one line now and then elsewhere. */
export class DemoView {
  readonly #output: Output;
  readonly #addresses: DemoAddresses;
  #drawn = 0;
  #badge: string | null = null;
  #learner: string | null = null;

  constructor(output: Output, addresses: DemoAddresses) {
    this.#output = output;
    this.#addresses = addresses;
  }

  /** Where to look; on a terminal it stands below the figures all the time. */
  begin(): void {
    if (this.#output.isTTY) return;
    const { pages, signIn, credly, accredible, inbox } = this.#addresses;
    this.#output.write(
      [
        `Pages: ${pages}`,
        `Sign in, once: ${signIn}`,
        `Credly simulator: ${credly}`,
        `Accredible simulator: ${accredible}`,
        `HTTP inbox: ${inbox}/events`,
        'Press Ctrl-C to stop.',
        '',
      ].join('\n'),
    );
  }

  /** A badge that everybody may see, and its address. */
  showBadge(address: string): void {
    this.#badge = address;
    if (!this.#output.isTTY) this.#output.write(`A published badge: ${address}\n`);
  }

  /** Somebody who can sign in with the simulated LMS, and has a badge that nobody else sees yet. */
  showLearner(name: string): void {
    this.#learner = name;
    if (!this.#output.isTTY) this.#output.write(`As a learner: ${this.#asLearner}\n`);
  }

  get #asLearner(): string {
    return this.#learner === null
      ? 'as soon as one has a badge'
      : `${this.#addresses.pages}/my/badges, sign in with the LMS as ${printable(this.#learner)}, publish a badge, verify it`;
  }

  update(summary: DemoSummary, latest: readonly string[]): void {
    if (!this.#output.isTTY) {
      this.#output.write(`${oneLine(summary)}\n`);
      return;
    }
    const lines = this.#lines(summary, latest);
    const back = this.#drawn > 0 ? `\u001B[${this.#drawn}A` : '';
    this.#output.write(back + lines.map((line) => `\u001B[2K${line}\n`).join(''));
    this.#drawn = lines.length;
  }

  #lines(summary: DemoSummary, latest: readonly string[]): string[] {
    const { events, learners, awarded, revoked, withheld, signals, pending } = summary;
    const recent = Array.from({ length: 8 }, (_, index) => `  ${latest[index] ?? ''}`);
    return [
      '',
      `Events     ${events.published} published, ${events.processed} processed, ${events.ignored} ignored, ${events.parked} parked`,
      `Learners   ${learners} with progress`,
      `Badges     ${awarded} awarded, ${revoked} of them revoked, ${withheld} times withheld`,
      `Signals    ${signals.awarded} awarded, ${signals.revoked} revoked received by the LMS`,
      `Pending    ${pending}`,
      '',
      ...providerTable(summary),
      '',
      'Latest',
      ...recent,
      '',
      `Pages                 ${this.#addresses.pages}`,
      `Sign in, once         ${this.#addresses.signIn}`,
      `A published badge     ${this.#badge ?? 'as soon as one is issued'}`,
      `As a learner          ${this.#asLearner}`,
      `Credly simulator      ${this.#addresses.credly}`,
      `Accredible simulator  ${this.#addresses.accredible}`,
      `HTTP inbox            ${this.#addresses.inbox}/events`,
      '',
      'Press Ctrl-C to stop.',
    ];
  }
}

/** The summary for people, at the end. */
export function summaryLines(summary: DemoSummary): string[] {
  const { events, learners, awarded, revoked, withheld, pending, reconciled } = summary;
  return [
    `${events.published} events published: ${events.processed} processed, ${events.ignored} ignored, ${events.parked} parked.`,
    `${learners} learners; ${awarded} badges awarded, ${revoked} of them revoked, ${withheld} times withheld; ${pending} pending.`,
    '',
    ...providerTable(summary),
    '',
    reconciled
      ? 'Reconciled: the providers hold exactly one badge for every award, in the right state.'
      : 'NOT RECONCILED: the providers do not hold what they should.',
  ];
}

function providerTable({ providers }: DemoSummary): string[] {
  const rows = origins.map((origin) => {
    const { issued, revoked, retried, adopted, errors } = providers[origin];
    return [origin, issued, revoked, retried, adopted, errors];
  });
  return table(['provider', 'issued', 'revoked', 'retried', 'adopted', 'errors'], rows);
}

function oneLine({ events, awarded, revoked, providers, pending }: DemoSummary): string {
  const retried = origins.reduce((sum, origin) => sum + providers[origin].retried, 0);
  return (
    `${events.processed} of ${events.published} events processed, ${events.ignored} ignored, ${events.parked} parked; ` +
    `${awarded} awarded, ${revoked} revoked; ${retried} retried, ${pending} pending`
  );
}

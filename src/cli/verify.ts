import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { CommandError, errorCode } from '../errors.ts';
import { createGuardedFetch, NotFetched } from '../guarded-fetch.ts';
import type { GuardedFetch } from '../guarded-fetch.ts';
import type { Step, VerificationResult } from '../issuing/open-badges/verify/result.ts';
import { leaveBy } from '../outgoing.ts';
import { settingsOf } from './context.ts';
import type { CommandContext } from './context.ts';
import { printable, printJson, printLines } from './terminal/output.ts';

const help = `
Verifies an Open Badge 3.0 of any issuer as anyone could: its format, its issuer and signature, whether it is valid now and whether it
was revoked. Takes JSON, a token (JWT), or a PNG or SVG with a badge in it, as a file or at an https URL. If something could not be
checked, the command says so, and the badge is not verified. Keys and status lists are fetched from the internet; nothing is stored,
and no database is needed.

Examples:
  laurel verify badge.png
  laurel verify https://badges.example.org/b/3q2-7wEBAgMEBQYHCAkKCw
  laurel verify badge.json --recipient ada@example.org      was it awarded to this address?
  laurel verify --local http://localhost:8760/b/3q2-7wEBAgMEBQYHCAkKCw      of a Laurel on this machine, such as the demo
`;

/** The largest badge, its picture included. */
const mostBadgeBytes = 5 * 1024 * 1024;
/** Keys and status lists: 131,072 bits are some 22 KB at most. */
const mostDocumentBytes = 1024 * 1024;
const badgeTypes = 'application/vc, application/ld+json, application/json, application/jwt, image/png, image/svg+xml';

interface Options {
  readonly recipient?: string;
  readonly local?: true;
  readonly json?: true;
}

/** Verifies a badge. */
export function addVerify(program: Command, context: CommandContext): void {
  program
    .command('verify')
    .description('Verify an Open Badge 3.0 of any issuer, step by step')
    .argument('<badge>', 'file (JSON, JWT, PNG or SVG), or https URL')
    .option('--recipient <address>', 'also check that it was awarded to this e-mail address')
    .option('--local', 'allow http URLs on this machine')
    .option('--json', 'print one JSON object')
    .addHelpText('after', help)
    .action(async (place: string, options: Options, command: Command) => {
      const { outgoing } = settingsOf(context, command);
      // It takes a while to load, for which no other command shall wait.
      const { verifyBadge } = await import('../issuing/open-badges/verify/verify.ts');
      const restore = leaveBy(outgoing);
      try {
        const guarded = createGuardedFetch(outgoing);
        const fetching = options.local ? withLocal(guarded) : guarded;
        const result = await verifyBadge(await read(place, fetching), {
          now: new Date(),
          outside: { fetchText: async (url) => (await fetching(url, documentLimits)).toString('utf8') },
          ...(options.recipient !== undefined && { recipient: options.recipient }),
        });
        if (options.json) printJson(context.stdout, result);
        else printLines(context.stdout, described(result));
        if (!result.isVerified) throw new CommandError('BADGE_NOT_VERIFIED', conclusionOf(result));
      } finally {
        restore();
      }
    });
}

const documentLimits = { accept: 'application/json', mostBytes: mostDocumentBytes };

async function read(place: string, fetching: GuardedFetch): Promise<Uint8Array> {
  if (/^https?:\/\//i.test(place)) {
    try {
      return await fetching(place, { accept: badgeTypes, mostBytes: mostBadgeBytes });
    } catch (error) {
      if (!(error instanceof NotFetched)) throw error;
      throw new CommandError('FILE_UNREADABLE', [error.message, 'Check the URL, or give the badge as a file.']);
    }
  }
  let bytes: Buffer;
  try {
    bytes = readFileSync(place);
  } catch (error) {
    throw new CommandError('FILE_UNREADABLE', `${place}: it can't be read (${errorCode(error)}).`, { cause: error });
  }
  if (bytes.length > mostBadgeBytes)
    throw new CommandError('FILE_UNREADABLE', `${place}: it is larger than ${mostBadgeBytes / 1024 / 1024} MB.`);
  return bytes;
}

const ownMachine = new Set(['localhost', '127.0.0.1', '[::1]']);
const localMs = 8_000;

/** Whoever asks for it on their own machine may reach it; a did:web says https, which nobody serves there. */
function withLocal(guarded: GuardedFetch): GuardedFetch {
  return async (address, limits) => {
    const url = URL.parse(address);
    if (url === null || !ownMachine.has(url.hostname)) return guarded(address, limits);
    url.protocol = 'http:';
    try {
      const answer = await fetch(url, {
        headers: { accept: limits.accept },
        redirect: 'error',
        signal: AbortSignal.timeout(localMs),
      });
      if (answer.status !== 200) throw new NotFetched(`${url.href} responds with status ${answer.status}.`);
      const bytes = Buffer.from(await answer.arrayBuffer());
      if (bytes.length > limits.mostBytes) throw new NotFetched(`${url.href} responds with too many bytes.`);
      return bytes;
    } catch (error) {
      if (error instanceof NotFetched) throw error;
      throw new NotFetched(
        `${url.host} can't be reached (${errorCode(error instanceof Error ? error.cause : error)}).`,
      );
    }
  };
}

const marks: Readonly<Record<Step['outcome'], string>> = { passed: 'ok', failed: 'FAILED', notChecked: 'not checked' };

function described(result: VerificationResult): string[] {
  const lines = result.steps.map(
    ({ step, outcome, message }) => `${`[${marks[outcome]}]`.padEnd(14)} ${step}: ${printable(message)}`,
  );
  return result.isVerified ? [...lines, '', conclusionOf(result)] : lines;
}

function conclusionOf({ verdict }: VerificationResult): string {
  switch (verdict) {
    case 'verified':
      return 'The badge is verified.';
    case 'failed':
      return 'Do not trust it: at least one step failed.';
    case 'incomplete':
      return 'No problem was found, but not everything could be checked.';
  }
}

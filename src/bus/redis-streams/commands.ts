import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Command, RedisConnection } from './connection.ts';
import { isWrongServer, refusalCode } from './failures.ts';

/** A command that Laurel uses, in a form that changes nothing whatever the server holds. */
export interface Probe {
  /** As an operator would allow it. */
  readonly name: string;
  readonly command: Command;
}

/** A consumer group that nobody has. */
const nobody = 'laurel-looks-whether-it-may';
/** Not the id of any entry. */
const noId = 'none';

/** What reading a topic takes. */
export function readingProbes(topic: string): Probe[] {
  return [
    { name: 'XGROUP CREATE', command: ['XGROUP', 'CREATE', topic, nobody, noId] },
    {
      name: 'XREADGROUP',
      command: ['XREADGROUP', 'GROUP', nobody, nobody, 'COUNT', '1', 'STREAMS', topic, '>'],
    },
    { name: 'XACK', command: ['XACK', topic, nobody, '0-0'] },
    // With IDLE, which came with Redis 6.2.
    { name: 'XPENDING', command: ['XPENDING', topic, nobody, 'IDLE', '0', '-', '+', '1'] },
    { name: 'XCLAIM', command: ['XCLAIM', topic, nobody, nobody, '0', '0-0', 'JUSTID'] },
    { name: 'XRANGE', command: ['XRANGE', topic, '0-0', '0-0'] },
  ];
}

/** What sending to a topic takes. */
export function sendingProbes(topic: string): Probe[] {
  return [
    { name: 'PING', command: ['PING'] },
    { name: 'XADD', command: ['XADD', topic, noId, 'field', 'value'] },
  ];
}

/** What looking at a topic takes. */
export function lookingProbes(topic: string): Probe[] {
  return [
    { name: 'EXISTS', command: ['EXISTS', topic] },
    { name: 'XLEN', command: ['XLEN', topic] },
    { name: 'XINFO GROUPS', command: ['XINFO', 'GROUPS', topic] },
  ];
}

/** What only some comforts take: the version, old consumers tidied, other prefixes found, recent events, a stream kept short. */
export function comfortProbes(topic: string): Probe[] {
  return [
    { name: 'INFO', command: ['INFO', 'server'] },
    { name: 'EVAL', command: ['EVAL', 'return 1', '0'] },
    { name: 'XGROUP DELCONSUMER', command: ['XGROUP', 'DELCONSUMER', topic, nobody, nobody] },
    { name: 'XINFO CONSUMERS', command: ['XINFO', 'CONSUMERS', topic, nobody] },
    { name: 'SCAN', command: ['SCAN', '0', 'COUNT', '1'] },
    { name: 'XREVRANGE', command: ['XREVRANGE', topic, '0-0', '0-0'] },
    { name: 'XTRIM', command: ['XTRIM', topic, 'MAXLEN', noId] },
  ];
}

/**
 * What of these the server doesn't let this user do, in words: `the user may not use XPENDING`.
 *
 * @throws Error when no answer came, or one that says that this is not the server to ask
 */
export async function findLacks(connection: RedisConnection, probes: readonly Probe[]): Promise<string[]> {
  const answers = await connection.sendAll(probes.map(({ command }) => command));
  for (const answer of answers)
    if (answer.status === 'rejected' && (refusalCode(answer.reason) === '' || isWrongServer(answer.reason)))
      throw answer.reason;
  return [
    ...new Set(
      answers.flatMap((answer, index) =>
        answer.status === 'rejected' ? (lackOf(probes[index] as Probe, answer.reason) ?? []) : [],
      ),
    ),
  ];
}

/**
 * Makes sure that these commands can be used.
 *
 * @throws LaurelError BUS_REFUSED with what is lacking
 */
export async function requireCommands(connection: RedisConnection, probes: readonly Probe[]): Promise<void> {
  const lacks = await findLacks(connection, probes);
  if (lacks.length > 0) throw busRefused(connection.address, lacks);
}

export function busRefused(address: string, lacks: readonly string[]): LaurelError {
  return new LaurelError('BUS_REFUSED', [
    told`Redis at ${address}: ${lacks.join('; ')}.`,
    told`Laurel needs Redis 6.2 or newer and permission to use the commands listed in docs/operations.md (Permissions at Redis).`,
  ]);
}

/** Whether the failure is a refusal that no waiting will change. */
export function isRefused(error: unknown): boolean {
  return refusalCode(error) === 'NOPERM' || (error instanceof LaurelError && error.code === 'BUS_REFUSED');
}

/** Any other answer than these says that the command as such would be carried out. */
function lackOf({ name, command }: Probe, failure: unknown): string | null {
  const message = failure instanceof Error ? failure.message : '';
  if (refusalCode(failure) === 'NOPERM')
    return / keys?\b/.test(message) && !/ command/.test(message)
      ? `the user may not touch the key ${String(keyOf(command))} with ${name}`
      : `the user may not use ${name}`;
  if (refusalCode(failure) === 'OOM') return `the server has no memory left for ${name} (maxmemory)`;
  if (/^ERR unknown (sub)?command/i.test(message)) return `the server does not know ${name}`;
  if (/^ERR syntax error/i.test(message)) return `the server is too old for the ${name} that is used`;
  return null;
}

function keyOf(command: Command): string | Buffer {
  const streams = command.indexOf('STREAMS');
  if (streams >= 0) return command[streams + 1] ?? '';
  return (command[0] === 'XGROUP' || command[0] === 'XINFO' ? command[2] : command[1]) ?? '';
}

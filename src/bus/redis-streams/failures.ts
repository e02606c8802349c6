import { DisconnectsClientError, SocketClosedUnexpectedlyError } from '@redis/client';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';

/** The first word of a server's refusal, such as `NOGROUP`; empty for anything else. */
export function refusalCode(error: unknown): string {
  return error instanceof Error ? (/^[A-Z]+(?= )/.exec(error.message)?.[0] ?? '') : '';
}

/** Refusals of a command that this server can't do now or ever, while any other command may well succeed. */
const aboutTheCommand = new Set(['BUSYGROUP', 'ERR', 'EXECABORT', 'NOGROUP', 'NOPERM', 'NOSCRIPT', 'OOM', 'WRONGTYPE']);

/**
 * Whether an answer says that this server, or this connection, is not the one to talk to: a replica after a failover
 * (READONLY, MASTERDOWN, UNBLOCKED), one that is cut off from its replicas (NOREPLICAS), still loading or broken (LOADING,
 * MISCONF), another node's (MOVED, CLUSTERDOWN), or a session that counts no more (NOAUTH). A new connection may lead to
 * the right one; this one never does. So does whatever word a proxy or a newer server may say in such a case.
 */
export function isWrongServer(error: unknown): boolean {
  const code = refusalCode(error);
  return code !== '' && !aboutTheCommand.has(code);
}

/** What went wrong, without any part of a message: a server quotes the arguments of a command that it does not know. */
export function describeFailure(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return describeFailure(error.errors[0]);
  if (error instanceof DisconnectsClientError) return told`no response in time`.text;
  if (error instanceof LaurelError) return error.details.join(' ');
  if (!(error instanceof Error)) return 'unknown failure';
  return error.message.split(/,? with args/)[0]?.slice(0, 200) || error.name;
}

const overTls = told`A server that requires a client certificate may close the connection without an error. Set one with ssl_certfile and ssl_keyfile.`;

/** Whether the other side ended the connection without saying why. Its reason can be lost: it races with what we send (TLS 1.3). */
function isCut(error: unknown): boolean {
  if (error instanceof SocketClosedUnexpectedlyError) return true;
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === 'ECONNRESET' || code === 'EPIPE';
}

/** The failure as an error for operators; one that says already what is so stays what it is. */
export function busUnavailable(address: string, error: unknown): LaurelError {
  if (error instanceof LaurelError) return error;
  return new LaurelError(
    'BUS_UNAVAILABLE',
    [
      told`Redis at ${address}: ${describeFailure(error)}.`,
      told`Check that Redis is running and that EVENT_BUS_REDIS_CONNECTION_URL is correct.`,
      ...(address.startsWith('rediss:') && isCut(error) ? [overTls] : []),
    ],
    { cause: error },
  );
}

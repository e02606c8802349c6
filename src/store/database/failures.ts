/**
 * What a failed query means. Decided by SQLSTATE and error codes; by the text only where the driver gives nothing else.
 *
 * - `away`: the database can't be reached or is shutting down: wait and try the same again.
 * - `conflict`: another transaction was in the way (deadlock, serialization): try the same again at once.
 * - `data`: the database refuses a value; the same values will be refused again.
 * - `defect`: anything else.
 */
export type DatabaseFailure = 'away' | 'conflict' | 'data' | 'defect';

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
]);

export function classifyDatabaseFailure(error: unknown): DatabaseFailure {
  if (error instanceof AggregateError) return classifyDatabaseFailure(error.errors[0]);
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string') return isLostConnection(error) ? 'away' : 'defect';
  if (networkCodes.has(code)) return 'away';
  // 08 connection exception, 53 insufficient resources, 57P shutdown and start-up, 58 system error, 25006 read-only standby.
  if (/^(08|53|57P|58)/.test(code) || code === '25006') return 'away';
  if (code === '40001' || code === '40P01') return 'conflict';
  // 22 data exception, 23 integrity, 54 program limit: a value too long for its index is such.
  if (/^(22|23|54)/.test(code)) return 'data';
  return 'defect';
}

/** The driver reports a connection that ended, or never came, with an error that has no code. */
function isLostConnection(error: unknown): boolean {
  return error instanceof Error && /connection terminated|timeout|not queryable|connection ended/i.test(error.message);
}

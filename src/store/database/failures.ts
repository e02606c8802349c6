/**
 * What a failed query means. Decided by SQLSTATE and error codes; by the text only where the driver gives nothing else.
 *
 * - `away`: the database can't be reached, is shutting down, or takes too long: wait and try the same again.
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

/** Codes of what the driver reports by its text alone. */
const driverFailures: readonly (readonly [RegExp, string])[] = [
  [/when trying to connect|connection timeout|^timeout expired/i, 'NO_CONNECTION_IN_TIME'],
  [/query read timeout/i, 'NO_ANSWER_IN_TIME'],
  [/after calling end on the pool/i, 'DATABASE_CLOSED'],
  [/connection terminated|not queryable|connection ended|connection error/i, 'CONNECTION_LOST'],
];

const driverCodes = new Set(driverFailures.map(([, code]) => code));

export function classifyDatabaseFailure(error: unknown): DatabaseFailure {
  if (error instanceof AggregateError) return classifyDatabaseFailure(error.errors[0]);
  const code = (error as { code?: unknown }).code ?? driverCode(error);
  if (typeof code !== 'string') return 'defect';
  if (networkCodes.has(code) || driverCodes.has(code)) return 'away';
  // 08 connection exception, 53 insufficient resources, 57P shutdown and start-up, 58 system error, 25006 read-only standby;
  // 25P03 and 25P04 a transaction that was ended because it took too long, 55P03 a lock and 57014 a statement that did.
  if (/^(08|53|57P|58)/.test(code) || ['25006', '25P03', '25P04', '55P03', '57014'].includes(code)) return 'away';
  if (code === '40001' || code === '40P01') return 'conflict';
  // 22 data exception, 23 integrity, 54 program limit: a value too long for its index is such.
  if (/^(22|23|54)/.test(code)) return 'data';
  return 'defect';
}

/** A code for what the driver reports without one: a connection that ended, or never came. Undefined for anything else. */
export function driverCode(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return driverFailures.find(([text]) => text.test(error.message))?.[1];
}

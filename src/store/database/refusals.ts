import { CommandError } from '../../errors.ts';
import type { LaurelError } from '../../errors.ts';

/** What the check of a new connection found out about the server. */
export interface ServerFacts {
  /** As `server_version_num` has it: 150004. */
  readonly version: number;
  readonly encoding: string;
}

const oldestVersion = 150_000;

/**
 * Refuses a database that Laurel can't work with.
 *
 * @throws LaurelError DATABASE_UNFIT with what to do
 */
export function refuseUnfit({ version, encoding }: ServerFacts): void {
  if (version < oldestVersion)
    throw unfit(
      `The server is PostgreSQL ${Math.floor(version / 10_000)}; Laurel needs 15 or newer.`,
      'Upgrade it (pg_upgrade), or set LAUREL_DATABASE_URL to a newer one.',
    );
  if (encoding !== 'UTF8')
    throw unfit(
      `The encoding of the database is ${encoding}: names of learners and courses can't be stored in it.`,
      "Make one with UTF-8: CREATE DATABASE laurel ENCODING 'UTF8' TEMPLATE template0;",
    );
}

/** Where PostgreSQL's answer comes from, for the commands that mend it. */
interface Asked {
  readonly role: string;
  readonly database: string;
}

/**
 * A failure that lies in how the server, the database or the role is set up, in the words of an operator, with the command
 * that mends it; null for any other failure.
 *
 * @param url LAUREL_DATABASE_URL
 */
export function refusalOf(error: unknown, url: string): LaurelError | null {
  if (!(error instanceof Error)) return null;
  const { code = '' } = error as { code?: string };
  const asked = askedOf(url);
  const say = (...details: string[]): LaurelError => unfit(`PostgreSQL: ${error.message}.`, ...details, error);
  if (code === '42501') return say(...missingRight(error.message, asked));
  if (code === '3F000') return say(...missingSchema(asked));
  if (/does not support SSL/i.test(error.message))
    return say(
      'Switch it on there (ssl = on), or connect with sslmode=prefer or sslmode=disable in LAUREL_DATABASE_URL.',
    );
  if (isUntrusted(code))
    return say(
      `The certificate of the server is not trusted (${code}).`,
      'Name the certificate of its authority in LAUREL_DATABASE_URL with sslrootcert=FILE, or connect with sslmode=require, which encrypts without checking whose server it is.',
    );
  if (/^(ERR_SSL|ERR_OSSL|EPROTO)/.test(code)) return say('Check sslmode, sslcert and sslkey in LAUREL_DATABASE_URL.');
  return null;
}

/** Codes by which a certificate is refused (Node.js, crypto: certificate errors). */
export function isUntrusted(code: string): boolean {
  return /CERT|UNABLE_TO_|SELF_SIGNED|HOSTNAME_MISMATCH|INVALID_CA/.test(code);
}

function missingRight(message: string, { role, database }: Asked): string[] {
  const schema = /schema "?([^"]+)"?$/.exec(message)?.[1];
  if (schema !== undefined)
    return [
      `In the database ${database}, as its owner or as a superuser: GRANT USAGE, CREATE ON SCHEMA ${quoted(schema)} TO ${role};`,
      'Since PostgreSQL 15 the rights on a database include none on its schema public.',
    ];
  return [
    'The tables were made by another role; Laurel must own what it migrates.',
    `In the database ${database}: SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'; and then, as a superuser, REASSIGN OWNED BY the owner TO ${role};`,
  ];
}

function missingSchema({ role, database }: Asked): string[] {
  return [
    `There is no schema that the role may use. In the database ${database}, as a superuser: GRANT USAGE, CREATE ON SCHEMA public TO ${role};`,
    `Or make one: CREATE SCHEMA laurel AUTHORIZATION ${role}; ALTER ROLE ${role} SET search_path = laurel;`,
  ];
}

function askedOf(text: string): Asked {
  const url = new URL(text);
  const role = decodeURIComponent(url.username) || url.searchParams.get('user') || 'laurel';
  return { role: quoted(role), database: decodeURIComponent(url.pathname.slice(1)) || role };
}

/** A name as SQL needs it. */
function quoted(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

function unfit(...details: readonly (string | Error)[]): LaurelError {
  const cause = details.find((detail) => detail instanceof Error);
  return new CommandError(
    'DATABASE_UNFIT',
    details.filter((detail) => typeof detail === 'string'),
    cause === undefined ? {} : { cause },
  );
}

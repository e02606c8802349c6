import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import type { ConnectionOptions } from 'node:tls';

/**
 * The parameters of LAUREL_DATABASE_URL that are about encryption, as libpq (psql) means them. The driver means other things
 * by some of them, so it never sees them.
 */
const modes = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
type Mode = (typeof modes)[number];

/** The parameters that name a file of PEM. */
const files = ['sslrootcert', 'sslcert', 'sslkey'] as const;
const known: readonly string[] = ['sslmode', 'sslpassword', ...files];

/** How to connect: without encryption, or with these options. */
export type Tls = false | ConnectionOptions;

export interface DatabaseUrl {
  /** The URL without what is said of encryption. */
  readonly url: string;
  /** The ways to connect, in the order in which they are tried. */
  readonly ways: readonly [Tls, ...Tls[]];
}

/** What is wrong with the parameters, each with what to do; none of the values is repeated but modes and file names. */
export function findDatabaseUrlMistakes(text: string): string[] {
  const { searchParams: given } = new URL(text);
  const mistakes = [...new Set(given.keys())]
    .filter((name) => name.startsWith('ssl') && !known.includes(name))
    .map((name) => `${name} is not supported; use sslmode, ${files.join(', ')} and sslpassword.`);
  const mode = given.get('sslmode');
  if (mode !== null && !isMode(mode)) mistakes.push(`sslmode must be one of ${modes.join(', ')}.`);
  const root = given.get('sslrootcert');
  if (root === 'system' && mode !== null && mode !== 'verify-full')
    mistakes.push('sslrootcert=system needs sslmode=verify-full: anybody can get a certificate of a public authority.');
  if (mode === 'verify-ca' && root === null)
    mistakes.push('sslmode=verify-ca needs sslrootcert=FILE, the certificate of the authority that you trust.');
  if ((given.get('sslcert') === null) !== (given.get('sslkey') === null))
    mistakes.push('sslcert and sslkey belong together: name both, or none.');
  for (const name of files) {
    const file = given.get(name);
    if (file !== null && !(name === 'sslrootcert' && file === 'system') && readPem(file) === null)
      mistakes.push(`${name}: the file ${file} can't be read; the user that Laurel runs as must be allowed to.`);
  }
  return mistakes;
}

/** Reads the parameters; of those with mistakes nothing is promised. */
export function parseDatabaseUrl(text: string): DatabaseUrl {
  const url = new URL(text);
  const { searchParams: given } = url;
  const root = given.get('sslrootcert');
  const wanted = given.get('sslmode');
  const mode = isMode(wanted) ? wanted : root === 'system' ? 'verify-full' : 'prefer';
  const own = {
    ...pem('cert', given.get('sslcert')),
    ...pem('key', given.get('sslkey')),
    ...(given.get('sslpassword') === null ? {} : { passphrase: given.get('sslpassword') ?? '' }),
  };
  const authorities = root === 'system' ? { ca: getCACertificates('system') } : pem('ca', root);
  for (const name of known) given.delete(name);
  // Whoever holds the machine holds the socket.
  const isSocket = /^(?:%2f|$)/i.test(url.hostname) || (given.get('host') ?? '').startsWith('/');
  return { url: url.href, ways: isSocket ? [false] : waysOf(mode, own, root === null ? null : authorities) };
}

function waysOf(mode: Mode, own: ConnectionOptions, authorities: ConnectionOptions | null): DatabaseUrl['ways'] {
  const anybody: Tls = { ...own, rejectUnauthorized: false };
  const anyName: Tls = { ...own, ...authorities, checkServerIdentity: () => undefined };
  // With an authority to check against, the weaker modes check against it, too.
  const encrypted = authorities === null ? anybody : anyName;
  switch (mode) {
    case 'disable':
      return [false];
    case 'allow':
      return [false, encrypted];
    case 'prefer':
      return [encrypted, false];
    case 'require':
      return [encrypted];
    case 'verify-ca':
      return [anyName];
    case 'verify-full':
      return [{ ...own, ...authorities }];
  }
}

function isMode(text: string | null): text is Mode {
  return modes.some((mode) => mode === text);
}

function pem(name: 'ca' | 'cert' | 'key', file: string | null): ConnectionOptions {
  return file === null ? {} : { [name]: readPem(file) ?? '' };
}

function readPem(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

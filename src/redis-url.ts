import { accessSync, constants } from 'node:fs';

/** Certificates and checks of an encrypted connection, by the names that redis-py gives them. */
export interface RedisTls {
  /** Whether the server must show a certificate that can be trusted (`ssl_cert_reqs`). */
  readonly verify: boolean;
  /** Whether that certificate must be of this host (`ssl_check_hostname`). */
  readonly checkHostname: boolean;
  /** Files: read with each connection, so that renewed ones count. */
  readonly caFile: string | null;
  readonly certificateFile: string | null;
  readonly keyFile: string | null;
  readonly keyPassword: string | null;
  /** Certificates of authorities themselves, in PEM (`ssl_ca_data`). */
  readonly caData: string | null;
  readonly ciphers: string | null;
}

/** What a URL of Redis says. */
export interface RedisTarget {
  /** Where it is, without any password: safe to log. */
  readonly address: string;
  readonly server: { readonly host: string; readonly port: number } | { readonly path: string };
  readonly username: string | null;
  readonly password: string | null;
  readonly database: number;
  readonly clientName: string | null;
  readonly connectTimeoutMs: number | null;
  readonly answerTimeoutMs: number | null;
  readonly keepAlive: boolean;
  /** Null: not encrypted. */
  readonly tls: RedisTls | null;
}

export type RedisUrlReading =
  | { readonly ok: true; readonly target: RedisTarget }
  /** What is wrong with it, to follow the name of the setting; holds no value of the URL. */
  | { readonly ok: false; readonly mistake: string };

class Mistake extends Error {}

const form = /^(rediss?|unix):\/\/([^/?#]*)([^?#]*)(?:\?([^#]*))?(?:#.*)?$/is;

/** Of redis-py's client: they mean nothing for a bus, or Laurel does it in its own way. Their form is not looked at. */
const withoutEffect = new Set([
  'decode_responses',
  'encoding',
  'encoding_errors',
  'errors',
  'health_check_interval',
  'lib_name',
  'lib_version',
  'max_connections',
  'protocol',
  'retry_on_error',
  'retry_on_timeout',
  'single_connection_client',
  'socket_read_size',
  'timeout',
]);

/**
 * Reads a URL as `from_url` of redis-py does, so that the one of the platform can be copied: the database as path or as
 * `?db=`, everything percent-decoded, `unix://`, and the options of the connection as parameters. Unlike it, nothing that is
 * not understood is passed over.
 */
export function readRedisUrl(url: string): RedisUrlReading {
  try {
    return { ok: true, target: parse(url) };
  } catch (error) {
    if (error instanceof Mistake) return { ok: false, mistake: error.message };
    throw error;
  }
}

function parse(url: string): RedisTarget {
  const parts = form.exec(url.trim());
  if (parts === null)
    throw new Mistake('must be a URL such as redis://:password@redis.example.org:6379/0, rediss://... or unix://...');
  const [, scheme = '', authority = '', path = '', query = ''] = parts;
  const kind = scheme.toLowerCase();
  const parameters = new Parameters(query);
  const at = authority.lastIndexOf('@');
  const [user, password] = credentials(at < 0 ? '' : authority.slice(0, at));
  const username = user ?? parameters.take('username');
  const secret = password ?? parameters.take('password');
  const server =
    kind === 'unix'
      ? { path: socketPath(path, parameters) }
      : hostAndPort(authority.slice(at + 1), parameters.take('host'), parameters.take('port'));
  const database = parameters.database() ?? (kind === 'unix' ? 0 : databaseOfPath(path));
  const target = {
    address: addressOf(kind, server, username, secret, database),
    server,
    username,
    password: secret,
    database,
    clientName: parameters.take('client_name'),
    connectTimeoutMs: parameters.seconds('socket_connect_timeout'),
    answerTimeoutMs: parameters.seconds('socket_timeout'),
    keepAlive: parameters.boolean('socket_keepalive') ?? true,
    tls: kind === 'rediss' ? tlsOf(parameters) : null,
  };
  parameters.refuseRest(kind);
  return target;
}

/** The parameters of a URL: each is taken once, and what is left was not understood. */
class Parameters {
  readonly #values = new Map<string, string>();

  constructor(query: string) {
    for (const [name, value] of new URLSearchParams(query)) {
      // As in Python: an empty one is none, the first one counts, and its value is decoded once more.
      if (value !== '' && !this.#values.has(name)) this.#values.set(name, decode(value));
    }
  }

  take(name: string): string | null {
    const value = this.#values.get(name) ?? null;
    this.#values.delete(name);
    return value;
  }

  boolean(name: string): boolean | null {
    const value = this.take(name);
    return value === null ? null : !['0', 'F', 'FALSE', 'N', 'NO'].includes(value.toUpperCase());
  }

  seconds(name: string): number | null {
    const value = this.take(name);
    if (value === null || value.toLowerCase() === 'none') return null;
    const number = /^\d*\.?\d+$/.test(value) ? Number(value) : 0;
    if (number < 0.001 || number > 86_400) throw new Mistake(`has a ${name} that is no time in seconds`);
    return Math.ceil(number * 1_000);
  }

  database(): number | null {
    const value = this.take('db');
    if (value !== null && !/^\d{1,6}$/.test(value)) throw new Mistake('has a db that is no number of a database');
    return value === null ? null : Number(value);
  }

  file(name: string): string | null {
    const path = this.take(name);
    if (path === null) return null;
    try {
      accessSync(path, constants.R_OK);
    } catch {
      throw new Mistake(`has a ${name} that names no file which Laurel can read`);
    }
    return path;
  }

  refuseRest(kind: string): void {
    const unknown = [...this.#values.keys()].filter((name) => !withoutEffect.has(name));
    if (unknown.length === 0) return;
    const misplaced = kind !== 'rediss' && unknown.some((name) => name.startsWith('ssl_'));
    const names = unknown.map((name) => (/^\w{1,40}$/.test(name) ? name : 'one that is no plain word')).join(', ');
    throw new Mistake(
      misplaced
        ? `has the parameter ${names}, which needs rediss:// in place of ${kind}://`
        : `has the parameter ${names}, which Laurel does not know; correct or remove it`,
    );
  }
}

/** User and password: what stands before the `@`; null for what is not there. */
function credentials(text: string): [user: string | null, password: string | null] {
  const colon = text.indexOf(':');
  const user = colon < 0 ? text : text.slice(0, colon);
  const password = colon < 0 ? '' : text.slice(colon + 1);
  return [user === '' ? null : decode(user), password === '' ? null : decode(password)];
}

function hostAndPort(text: string, otherHost: string | null, otherPort: string | null): { host: string; port: number } {
  const [, bracketed, plain = '', digits] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d*))?$/.exec(text) ?? [];
  const host = decode(bracketed ?? plain) || otherHost || (text === '' ? 'localhost' : '');
  const number = digits || otherPort || '6379';
  const port = /^\d{1,5}$/.test(number) ? Number(number) : 0;
  if (host === '' || /[\s/?#@]/.test(host)) throw new Mistake('has no host that could be called');
  if (port < 1 || port > 65_535) throw new Mistake('has a port that is no number from 1 to 65535');
  return { host, port };
}

function socketPath(path: string, parameters: Parameters): string {
  const file = decode(path) || parameters.take('path');
  if (file === null || file === '/') throw new Mistake('must name the socket, as in unix:///run/redis/redis.sock?db=0');
  return file;
}

function databaseOfPath(path: string): number {
  const [, digits] = /^\/*(\d{0,6})\/*$/.exec(decode(path)) ?? [];
  if (digits === undefined) throw new Mistake('has a path that is no number of a database, as in /0');
  return Number(digits);
}

function tlsOf(parameters: Parameters): RedisTls {
  const wanted = parameters.take('ssl_cert_reqs')?.toLowerCase() ?? 'required';
  if (!['none', 'optional', 'required'].includes(wanted.replace(/^cert_/, '')))
    throw new Mistake('has an ssl_cert_reqs other than none, optional or required');
  const verify = !wanted.endsWith('none');
  const caPath = parameters.take('ssl_ca_path');
  if (caPath !== null)
    throw new Mistake('has ssl_ca_path: put the certificates into one file, and name it with ssl_ca_certs');
  const tls = {
    verify,
    checkHostname: (parameters.boolean('ssl_check_hostname') ?? true) && verify,
    caFile: parameters.file('ssl_ca_certs'),
    certificateFile: parameters.file('ssl_certfile'),
    keyFile: parameters.file('ssl_keyfile'),
    keyPassword: parameters.take('ssl_password'),
    caData: parameters.take('ssl_ca_data'),
    ciphers: parameters.take('ssl_ciphers'),
  };
  if (tls.keyFile !== null && tls.certificateFile === null)
    throw new Mistake('has ssl_keyfile without ssl_certfile; name the certificate, too');
  return tls;
}

function addressOf(
  kind: string,
  server: RedisTarget['server'],
  username: string | null,
  password: string | null,
  database: number,
): string {
  const user = `${username ?? ''}${password === null ? '' : ':***'}`;
  const at = user === '' ? '' : `${user}@`;
  if ('path' in server) return `${kind}://${at}${server.path}${database === 0 ? '' : `?db=${database}`}`;
  const host = server.host.includes(':') ? `[${server.host}]` : server.host;
  return `${kind}://${at}${host}:${server.port}/${database}`;
}

/** As Python's `unquote`: what is not the code of anything stays as it is. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) => Buffer.from(codes.replaceAll('%', ''), 'hex').toString('utf8'));
}

import { lookup as resolve } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { request } from 'node:https';
import type { Agent } from 'node:http';
import { Agent as TlsAgent } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { agentFor } from './outgoing.ts';
import type { OutgoingSettings } from './settings/outgoing.ts';

/** What a fetch may cost. */
export interface FetchLimits {
  readonly accept: string;
  readonly mostBytes: number;
  /** Gives it up earlier. */
  readonly signal?: AbortSignal;
}

/** Why something could not be fetched, in words for whoever asked for it. */
export class NotFetched extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NotFetched';
  }
}

/** Fetches what a stranger names. */
export type GuardedFetch = (url: string, limits: FetchLimits) => Promise<Buffer>;

const usualMs = 8_000;
const mostRedirects = 3;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches over https from the internet and from nowhere else, whatever the address says: strangers name it, and it must not
 * become a way into the own network. The address to which the connection is made is the one that was looked at, so that a
 * name can't mean another a moment later; each redirect is looked at anew; what is large or slow is given up.
 *
 * Behind a proxy the proxy makes the connection: names that mean a private address here are refused all the same, and what the
 * proxy itself may reach is the proxy's to say.
 *
 * @param mostMs all of a fetch, redirects and the last byte included
 */
export function createGuardedFetch(outgoing: OutgoingSettings, mostMs: number = usualMs): GuardedFetch {
  const allowed = new Set(outgoing.privateHosts);
  const isProxied = outgoing.proxy !== null;
  const agent: Agent = isProxied ? agentFor('https:', outgoing) : new TlsAgent({ keepAlive: false });

  return async (url, limits) => {
    const timeout = AbortSignal.timeout(mostMs);
    const signal = limits.signal === undefined ? timeout : AbortSignal.any([timeout, limits.signal]);
    let next = url;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      const target = addressOf(next);
      const isAllowed = allowed.has(target.hostname.toLowerCase());
      if (!isAllowed) refuseLiteral(target);
      if (isProxied && !isAllowed) await refuseByName(target.hostname);
      const lookup = isProxied || isAllowed ? undefined : guardedLookup;
      const answer = await get(target, { ...limits, agent, lookup, signal });
      if ('body' in answer) return answer.body;
      next = new URL(answer.location, target.href).href;
    }
    throw new NotFetched(`${url} redirects more than ${mostRedirects} times.`);
  };
}

/** Whether an address is one of the internet: not of this machine, of a network of one's own, or for a special use. */
export function isOfTheInternet(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.process(address).range() === 'unicast';
}

function addressOf(text: string): URL {
  const url = URL.parse(text);
  if (url?.protocol !== 'https:') throw new NotFetched(`${text} is no address that begins with https://.`);
  if (url.username !== '' || url.password !== '')
    throw new NotFetched(`The address at ${url.host} has a password in it.`);
  const port = Number(url.port || '443');
  if (port !== 443 && port < 1024) throw new NotFetched(`Port ${port} of ${url.hostname} is not one of web pages.`);
  return url;
}

function refuseLiteral({ hostname }: URL): void {
  const address = hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(address) !== 0 && !isOfTheInternet(address)) throw refusal(hostname);
}

function refusal(host: string): NotFetched {
  return new NotFetched(`${host} is not on the internet, and nothing is fetched from a private network.`);
}

/** Resolves a name, and gives it to the connection only when every address that it has is one of the internet. */
const guardedLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? [];
    if (error !== null) callback(error, []);
    else if (first === undefined || !areOfTheInternet(addresses)) callback(refusal(hostname), []);
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

/** Before a proxy is asked. What is not known here, the proxy may know. */
async function refuseByName(hostname: string): Promise<void> {
  const addresses = await new Promise<LookupAddress[]>((settle) =>
    resolve(hostname, { all: true }, (_error, found) => settle(found ?? [])),
  );
  if (!areOfTheInternet(addresses)) throw refusal(hostname);
}

function areOfTheInternet(addresses: readonly LookupAddress[]): boolean {
  return addresses.every(({ address }) => isOfTheInternet(address));
}

interface GetOptions extends FetchLimits {
  readonly agent: Agent;
  readonly lookup: LookupFunction | undefined;
  readonly signal: AbortSignal;
}

async function get(
  url: URL,
  { agent, lookup, signal, accept, mostBytes }: GetOptions,
): Promise<{ readonly body: Buffer } | { readonly location: string }> {
  return new Promise((settle, reject) => {
    const fail = (error: Error): void => reject(error instanceof NotFetched ? error : explain(url, error, signal));
    const sent = request(
      url,
      {
        agent,
        signal,
        ...(lookup !== undefined && { lookup }),
        headers: { accept, 'accept-encoding': 'identity', 'user-agent': 'Laurel' },
      },
      (response) => {
        const { statusCode = 0, headers } = response;
        const give = (error: NotFetched): void => {
          response.destroy();
          fail(error);
        };
        if (redirects.has(statusCode) && headers.location !== undefined && URL.canParse(headers.location, url.href)) {
          response.destroy();
          settle({ location: headers.location });
          return;
        }
        if (statusCode !== 200) return give(new NotFetched(`${url.href} answers with status ${statusCode}.`));
        if ((headers['content-encoding'] ?? 'identity') !== 'identity')
          return give(new NotFetched(`${url.href} answers compressed, which was not asked for.`));
        const parts: Buffer[] = [];
        let size = 0;
        response.on('error', fail);
        response.on('data', (part: Buffer) => {
          size += part.length;
          if (size > mostBytes) give(new NotFetched(`${url.href} answers with more than ${mostBytes} bytes.`));
          else parts.push(part);
        });
        response.on('end', () => settle({ body: Buffer.concat(parts) }));
      },
    );
    sent.on('error', fail);
    sent.end();
  });
}

function explain({ host }: URL, error: Error, signal: AbortSignal): NotFetched {
  if (signal.aborted) return new NotFetched(`${host} took too long to answer.`);
  const { code = error.name } = error as NodeJS.ErrnoException;
  return new NotFetched(`${host} can't be reached (${code}).`);
}

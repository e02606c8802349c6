import { generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { Host } from '../base/host.ts';
import type { ClientOptions, LmsOauthOptions, LmsOauthSwitches, PersonOptions } from './options.ts';

/** A code that was handed out, and what it was asked for with. */
export interface Grant {
  readonly clientId: string;
  readonly username: string;
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  /** S256; null when there was none. */
  readonly codeChallenge: string | null;
  readonly expiresAt: number;
}

export const kid = 'simulated-lms';

/** Clients, people and codes of the simulated LMS, and the keys that it signs with. */
export class LmsOauthState {
  readonly host: Host;
  readonly clients: ReadonlyMap<string, ClientOptions>;
  readonly people = new Map<string, PersonOptions>();
  readonly grants = new Map<string, Grant>();
  switches: LmsOauthSwitches;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
  /** Belongs to nobody: what it signs must not be believed. */
  readonly wrongKey: KeyObject;

  constructor(host: Host, switches: LmsOauthSwitches, { clients, people }: LmsOauthOptions) {
    this.host = host;
    this.switches = switches;
    this.clients = new Map(clients.map((client) => [client.id, client]));
    for (const person of people) this.people.set(person.username, person);
    ({ publicKey: this.publicKey, privateKey: this.privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 }));
    this.wrongKey = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  }

  /** Who has made the tokens. */
  get issuer(): string {
    return this.switches.issuer ?? `${this.host.url}/oauth2`;
  }

  /** JWT_PUBLIC_SIGNING_JWK_SET, as the LMS's operator gives it to other services. */
  jwkSet(): { readonly keys: readonly object[] } {
    const key = { ...this.publicKey.export({ format: 'jwk' }), alg: 'RS512', use: 'sig' };
    return { keys: [this.switches.namesKey ? { ...key, kid } : key] };
  }
}

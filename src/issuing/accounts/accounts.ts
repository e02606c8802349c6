import type { Origin } from '../../rules/template.ts';
import type { FoundKey } from './account-keys.ts';
import { accountFailure, keyUnread } from '../http/failure.ts';
import type {
  CheckOutcome,
  FindOutcome,
  IssueOutcome,
  Provider,
  RevokeOutcome,
  TemplatePageOutcome,
} from '../provider.ts';
import type { Award, Failure, ProviderEnvironment } from '../../store/delivery/external.ts';

/** A provider's API as one account sees it, with that account's key. */
export interface AccountApi {
  issue(award: Award & { readonly incompleteId?: string }, signal: AbortSignal): Promise<IssueOutcome>;
  find(award: Award, signal: AbortSignal): Promise<FindOutcome>;
  revoke(award: Award & { readonly externalId: string }, signal: AbortSignal): Promise<RevokeOutcome>;
  listTemplates(page: number, signal: AbortSignal): Promise<TemplatePageOutcome>;
  check(signal: AbortSignal): Promise<CheckOutcome>;
  /** Null when it can't be found out. */
  accountName(signal: AbortSignal): Promise<string | null>;
}

/** Makes a call with an account's API; fails without a call when the account has no usable key. */
export type AccountCall<Api> = <Outcome>(
  account: string,
  call: (api: Api) => Promise<Outcome>,
  /** Another key than the account's, to be tried. */
  key?: string,
) => Promise<Outcome | { readonly kind: 'failed'; readonly failure: Failure }>;

export interface AccountsOptions<Api> {
  /** Asked before every call, so that a key which was changed is used at once. */
  readonly findKey: (account: string) => Promise<FoundKey>;
  /** A text instead of an API says why the account can't be used. */
  readonly open: (account: string, key: string) => Api | string;
}

/**
 * Gives calls the API of their account. An account without a usable key fails, and as the account's fault: its badges
 * wait until it has one.
 */
export function openAccounts<Api>({ findKey, open }: AccountsOptions<Api>): AccountCall<Api> {
  const opened = new Map<string, { readonly key: string; readonly api: Api | string }>();
  return async (account, call, key) => {
    if (key !== undefined) {
      const api = open(account, key);
      return typeof api === 'string' ? { kind: 'failed', failure: accountFailure(api) } : call(api);
    }
    const found = await findKey(account);
    if (found.kind === 'unread') return { kind: 'failed', failure: keyUnread };
    if (found.kind === 'none') {
      opened.delete(account);
      return { kind: 'failed', failure: accountFailure(found.reason) };
    }
    const known = opened.get(account);
    const api = known?.key === found.key ? known.api : open(account, found.key);
    opened.set(account, { key: found.key, api });
    return typeof api === 'string' ? { kind: 'failed', failure: accountFailure(api) } : call(api);
  };
}

/**
 * The provider whose accounts these are, in each of its environments: a badge's calls go to the one that it is in, all
 * others to where new badges go.
 */
export function createProvider(
  origin: Origin,
  environment: ProviderEnvironment,
  accounts: Readonly<Record<ProviderEnvironment, AccountCall<AccountApi>>>,
): Provider {
  const now = accounts[environment];
  return {
    origin,
    environment,
    issue: (award, signal) => accounts[award.environment](award.account, (api) => api.issue(award, signal)),
    find: (award, signal) => accounts[award.environment](award.account, (api) => api.find(award, signal)),
    revoke: (award, signal) => accounts[award.environment](award.account, (api) => api.revoke(award, signal)),
    listTemplates: (account, page, signal) => now(account, (api) => api.listTemplates(page, signal)),
    check: (account, signal, key) => now(account, (api) => api.check(signal), key),
    accountName: async (account, signal, key) => {
      const outcome = await now(account, (api) => api.accountName(signal), key);
      return typeof outcome === 'string' ? outcome : null;
    },
  };
}

/** A key is sent in a header: anything but visible ASCII would be refused there, or worse, changed (D36). */
export function isSendableKey(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key);
}

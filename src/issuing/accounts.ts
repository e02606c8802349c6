import type { Origin } from '../rules/template.ts';
import { accountFailure } from './failure.ts';
import type { Award, FindOutcome, IssueOutcome, Provider, RevokeOutcome, TemplatePageOutcome } from './provider.ts';

/** A provider's API as one account sees it, with that account's key. */
export interface AccountApi {
  issue(award: Award & { readonly incompleteId?: string }, signal: AbortSignal): Promise<IssueOutcome>;
  find(award: Award, signal: AbortSignal): Promise<FindOutcome>;
  revoke(award: Award & { readonly externalId: string }, signal: AbortSignal): Promise<RevokeOutcome>;
  listTemplates(page: number, signal: AbortSignal): Promise<TemplatePageOutcome>;
}

/**
 * Puts the accounts of the settings together as one provider. An account that is missing there fails without a call,
 * and as the account's fault: its badges wait until it is configured.
 *
 * @param apis by account; a text instead of an API says why the account can't be used
 */
export function createProvider(origin: Origin, apis: ReadonlyMap<string, AccountApi | string>): Provider {
  function withAccount<Outcome>(account: string, call: (api: AccountApi) => Promise<Outcome>) {
    const api = apis.get(account) ?? `The settings have no API key for the ${origin} account "${account}".`;
    if (typeof api !== 'string') return call(api);
    return Promise.resolve({ kind: 'failed', failure: accountFailure(api) } as const);
  }
  return {
    origin,
    issue: (award, signal) => withAccount(award.account, (api) => api.issue(award, signal)),
    find: (award, signal) => withAccount(award.account, (api) => api.find(award, signal)),
    revoke: (award, signal) => withAccount(award.account, (api) => api.revoke(award, signal)),
    listTemplates: (account, page, signal) => withAccount(account, (api) => api.listTemplates(page, signal)),
  };
}

/** A key is sent in a header: anything but visible ASCII would be refused there, or worse, changed (D36). */
export function isSendableKey(key: string): boolean {
  return /^[\x21-\x7e]+$/.test(key);
}

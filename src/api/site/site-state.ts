import { knownAccounts } from '../../issuing/accounts/account-keys.ts';
import type { KnownAccount } from '../../issuing/accounts/account-keys.ts';
import { findMisfits } from '../../issuing/accounts/misfits.ts';
import { firstEventAt } from '../../store/lists/activity.ts';
import { countTemplates, countTotals } from '../../store/lists/overview.ts';
import { loadActiveTemplates, rulesRevision } from '../../store/engine/templates.ts';
import { lookAt } from '../../monitoring/look.ts';
import { remembered } from '../../monitoring/remembered.ts';
import type { MisfitTemplate } from './attention.ts';
import type { ApiParts } from '../parts.ts';

/** What overview and set-up look at, each of it in a way that costs little when it is asked for again and again. */
export type SiteState = ReturnType<typeof createSiteState>;

export function createSiteState({ database, settings, vocabulary }: ApiParts) {
  let judged: { readonly state: string; readonly misfits: readonly MisfitTemplate[] } | null = null;

  /** Judges the active templates again only when templates or accounts have changed: there can be thousands. */
  async function misfits(accounts: readonly KnownAccount[]): Promise<readonly MisfitTemplate[]> {
    const names = accounts.map(({ origin, account }) => `${origin} ${account}`);
    const state = JSON.stringify([await rulesRevision(database), names]);
    if (judged?.state === state) return judged.misfits;
    const found = (await loadActiveTemplates(database)).flatMap((template): MisfitTemplate[] => {
      const mistakes = findMisfits(template, vocabulary, accounts).length;
      return mistakes === 0 ? [] : [{ id: template.id, origin: template.holder.origin, mistakes }];
    });
    judged = { state, misfits: found };
    return found;
  }

  return {
    /**
     * As old as thirty times what counting takes: nothing on a small site, some seconds with millions of rows, where
     * nobody waits for the counting either.
     */
    totals: remembered(
      () => lookAt(database, countTotals),
      (tookMs) => 30 * tookMs,
      (tookMs) => (tookMs < 20 ? 0 : 60_000),
    ),
    templates: () => countTemplates(database),
    accounts: () => knownAccounts(settings, database),
    misfits,
    firstEventAt: () => firstEventAt(database),
  };
}

import { LaurelError } from '../../errors.ts';
import type { KnownAccount } from '../../issuing/accounts/account-keys.ts';
import { named } from '../../issuing/accounts/names.ts';
import type { NameOf } from '../../issuing/accounts/names.ts';
import { adviceFor } from '../../issuing/http/advice.ts';
import type { Provider } from '../../issuing/provider.ts';
import { findUnissuable } from '../../issuing/sync/compare.ts';
import type { Unissuable } from '../../issuing/sync/compare.ts';
import { externalIdIn } from '../../issuing/sync/sync-plan.ts';
import { toSyncAccount } from '../../issuing/sync/sync-jobs.ts';
import type { Origin, Template } from '../../rules/template.ts';
import type { DeliverySettings } from '../../settings.ts';
import { fail, ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

/** So many templates are named; all are counted. */
const mostNamed = 10;
/** The longest that reading the list of an account may take here. */
const listingMs = 60_000;

export interface AccountChecks {
  readonly accounts: readonly KnownAccount[];
  readonly providers: ReadonlyMap<Origin, Provider>;
  /** What the accounts are called, as far as that is known already. */
  readonly nameOf: NameOf;
  /** The active templates of the site. */
  readonly templates: readonly Template[];
  readonly settings: DeliverySettings;
  readonly signal: AbortSignal;
}

/**
 * Asks each account for its templates, which proves address and key, and whether it can issue the active ones that it
 * holds. Changes nothing.
 */
export async function checkAccounts(checks: AccountChecks): Promise<Check[]> {
  return (await Promise.all(checks.accounts.map((account) => checkAccount(checks, account)))).flat();
}

async function checkAccount(checks: AccountChecks, known: KnownAccount): Promise<Check[]> {
  const { providers, settings, signal } = checks;
  const { origin, account } = known;
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]);
  const provider = providers.get(origin);
  if (provider === undefined) throw new Error(`no adapter for ${origin}`);
  const outcome = await provider.check(account, timeout);
  const name =
    checks.nameOf(known) ?? (outcome.kind === 'answers' ? await provider.accountName(account, timeout) : null);
  const check = `${origin} ${named(() => name, known)}`;
  if (outcome.kind === 'failed') {
    const { status, body } = outcome.failure;
    return [fail(check, `${status ?? 'no answer'}: ${body.slice(0, 200)}`, adviceFor(outcome.failure))];
  }
  return [
    ok(check, `responds; it has ${outcome.templates} templates`),
    ...(await compareTemplates(checks, provider, known, `templates of ${check}`)),
  ];
}

/** Whether the account's own list has our active templates as active. */
async function compareTemplates(
  { templates, settings, signal }: AccountChecks,
  provider: Provider,
  known: KnownAccount,
  check: string,
): Promise<Check[]> {
  const account = toSyncAccount(known);
  const held = templates.filter(({ holder }) => externalIdIn(account, holder) !== null);
  if (held.length === 0) return [];
  const timeout = AbortSignal.any([signal, AbortSignal.timeout(listingMs)]);
  try {
    const unissuable = await findUnissuable({ provider, account, retry: settings.retry, signal: timeout }, held);
    if (unissuable.length === 0) return [ok(check, `${held.length} active, all of them active there`)];
    const named = unissuable.slice(0, mostNamed).map(describe).join(', ');
    const more = unissuable.length > mostNamed ? ` and ${unissuable.length - mostNamed} more` : '';
    return [
      fail(
        check,
        `${unissuable.length} of ${held.length} active templates can't issue badges: ${named}${more}`,
        'Check at the provider whether this is intended, and whether the key belongs to the correct account. `laurel sync` deactivates them.',
      ),
    ];
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return [warn(check, `could not be compared: ${error.details.slice(0, 2).join(' ')}`, 'Run it again later.')];
  }
}

const words: Readonly<Record<Unissuable['state'], string>> = {
  draft: 'a draft there',
  archived: 'archived there',
  absent: 'not there',
};

function describe({ template, state }: Unissuable): string {
  return `${template} (${words[state]})`;
}

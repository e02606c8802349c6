import { asIs } from '../../told.ts';
import type { Told } from '../../told.ts';
import type { Failure } from '../../store/delivery/external.ts';
import type { AccountId } from '../../store/operators/connections.ts';
import type { ExternalTemplate, Provider } from '../provider.ts';
import { isRefusal, refusalOf } from './connection-test.ts';

/** The templates that an account has at its provider, or why they can't be told. */
export type AccountTemplates =
  | { readonly kind: 'read'; readonly templates: readonly ExternalTemplate[] }
  | {
      readonly kind: 'failed';
      /** Whether the provider has answered, and said no. */
      readonly refused: boolean;
      readonly status: number | null;
      /** What it said, and what to do. */
      readonly told: readonly Told[];
    };

export interface AccountTemplateReader {
  /** Reads every page, or takes what was read a moment ago. @param fresh to be read anew, whatever was read before */
  read(provider: Provider, account: AccountId, signal: () => AbortSignal, fresh: boolean): Promise<AccountTemplates>;
}

/** For so long a list is good enough to choose from. */
const keptMs = 60_000;
/** Of so many accounts; more are read again sooner. */
const mostAccounts = 50;
/** More pages than this are a provider that counts in circles. */
const mostPages = 1_000;

interface Kept {
  readonly at: number;
  readonly found: Promise<AccountTemplates>;
}

/** Lists of accounts that people choose templates from: read when somebody asks, once for all who ask at the time. */
export function createAccountTemplates(now: () => number = Date.now): AccountTemplateReader {
  const kept = new Map<string, Kept>();
  return {
    async read(provider, account, signal, fresh) {
      const name = `${account.origin} ${account.account}`;
      const known = kept.get(name);
      if (known !== undefined && !fresh && now() - known.at < keptMs) return known.found;
      const reading: Kept = { at: now(), found: readAll(provider, account.account, signal()) };
      kept.delete(name);
      kept.set(name, reading);
      for (const oldest of kept.keys()) if (kept.size > mostAccounts) kept.delete(oldest);
      const forget = (): void => {
        if (kept.get(name) === reading) kept.delete(name);
      };
      try {
        const found = await reading.found;
        // A failure is asked about again: somebody may have mended it.
        if (found.kind === 'failed') forget();
        return found;
      } catch (error) {
        forget();
        throw error;
      }
    },
  };
}

async function readAll(provider: Provider, account: string, signal: AbortSignal): Promise<AccountTemplates> {
  // The last word counts for a template that two pages show, because the list moved while it was read.
  const templates = new Map<string, ExternalTemplate>();
  let page: number | null = 1;
  for (let pages = 0; page !== null && pages < mostPages; pages += 1) {
    const outcome = await provider.listTemplates(account, page, signal);
    if (outcome.kind === 'failed') return failed(outcome.failure);
    for (const template of outcome.templates) templates.set(template.externalTemplate, template);
    page = outcome.nextPage;
  }
  const inOrder = new Intl.Collator('en', { numeric: true });
  return {
    kind: 'read',
    templates: [...templates.values()].toSorted((one, other) => inOrder.compare(one.name, other.name)),
  };
}

function failed(failure: Failure): AccountTemplates {
  const { status, message, advice } = refusalOf(failure);
  return {
    kind: 'failed',
    refused: isRefusal(failure),
    status,
    told: [message, ...(advice === null ? [] : [advice])].map(asIs),
  };
}

/**
 * Compares what Laurel believes with what the simulated providers really hold, read over HTTP: every award has exactly
 * one badge outside, in the right state, and nothing else is there.
 */

/** What Laurel believes of one badge. */
export interface Belief {
  readonly badgeId: string;
  readonly origin: 'openedx' | 'credly' | 'accredible';
  readonly externalTemplate: string;
  /** What the provider knows the learner by. */
  readonly earnerId: string | null;
  readonly status: 'awarded' | 'revoked';
  readonly state: string;
  /** Null when the badge never was outside: it was cancelled. */
  readonly externalId: string | null;
}

/** Where the simulators are; root addresses without a trailing slash. */
export interface Sites {
  readonly credly: string;
  readonly accredible: string;
}

interface Outside {
  readonly id: string;
  readonly isLive: boolean;
}

/**
 * @param beliefs every badge of Laurel, when nothing is due any more
 * @returns what does not fit, one line each; empty when all is right
 */
export async function reconcile(beliefs: readonly Belief[], sites: Sites): Promise<string[]> {
  const outside = {
    credly: await credlyBadges(sites.credly),
    accredible: await accredibleCredentials(sites.accredible),
  };
  const discrepancies: string[] = [];
  for (const belief of beliefs) {
    const { badgeId, origin, status, state, externalId } = belief;
    if (origin === 'openedx') {
      const right = status === 'awarded' ? state === 'accepted' : externalId === null || state === 'revoked';
      if (!right) discrepancies.push(`${badgeId}: is ${status}, but its state is ${state}`);
      continue;
    }
    const key = origin === 'credly' ? `${belief.externalTemplate} ${belief.earnerId ?? ''}` : badgeId;
    const found = outside[origin].get(key) ?? [];
    outside[origin].delete(key);
    const live = found.filter(({ isLive }) => isLive).length;
    const wanted = externalId === null && status === 'revoked' ? 0 : 1;
    if (found.length !== wanted) discrepancies.push(`${badgeId}: ${found.length} badges at ${origin}, not ${wanted}`);
    else if (found[0] && found[0].id !== externalId) discrepancies.push(`${badgeId}: another id at ${origin}`);
    if (live !== (status === 'awarded' ? 1 : 0))
      discrepancies.push(`${badgeId}: is ${status}, but ${live} live at ${origin}`);
  }
  for (const [origin, rest] of Object.entries(outside))
    for (const key of rest.keys()) discrepancies.push(`${origin} has a badge that Laurel does not know: ${key}`);
  return discrepancies;
}

/** By template and earner. */
async function credlyBadges(site: string): Promise<Map<string, Outside[]>> {
  const found = new Map<string, Outside[]>();
  for await (const badge of everything(`${site}/_sim/badges`, 'badges')) {
    const isLive = ['pending', 'accepted', 'rejected'].includes(String(badge['state']));
    add(found, `${String(badge['badge_template_id'])} ${String(badge['issuer_earner_id'])}`, {
      id: String(badge['id']),
      isLive,
    });
  }
  return found;
}

/** By the id that Laurel gave. */
async function accredibleCredentials(site: string): Promise<Map<string, Outside[]>> {
  const found = new Map<string, Outside[]>();
  for await (const credential of everything(`${site}/_sim/credentials`, 'credentials'))
    add(found, String(credential['license_id']), {
      id: String(credential['id']),
      isLive: credential['state'] === 'published',
    });
  return found;
}

async function* everything(url: string, member: string): AsyncGenerator<Record<string, unknown>> {
  for (let page: number | null = 1; page !== null;) {
    const response = await fetch(`${url}?page=${page}&per=1000`);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const answer = (await response.json()) as { next_page: number | null; [member: string]: unknown };
    yield* answer[member] as Record<string, unknown>[];
    page = answer.next_page;
  }
}

function add<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item): void {
  const items = map.get(key);
  if (items) items.push(item);
  else map.set(key, [item]);
}

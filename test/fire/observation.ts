import type { SimulatorControl } from '../support/simulator.ts';
import { earnerPrefix } from './world.ts';
import type { World } from './world.ts';
import type { Register, Standing, Status } from './model.ts';
import type { Signal } from './wire.ts';

/** Everything that Laurel has left behind, read from the database, the bus and the providers, and not through Laurel. */
export interface Observation {
  /** By {@link keyOf}. */
  readonly standings: ReadonlyMap<string, Standing>;
  readonly badges: readonly Badge[];
  readonly learners: ReadonlyMap<number, Identity>;
  /** Lines of the history that say the same twice. */
  readonly repeated: readonly string[];
  readonly parked: readonly Parked[];
  readonly gaps: readonly Gap[];
  /** All of the run, in their order. */
  readonly signals: readonly Signal[];
  readonly outside: readonly Outside[];
}

export interface Badge {
  readonly id: string;
  readonly learner: number;
  readonly slug: string;
  readonly origin: 'openedx' | 'credly' | 'accredible';
  readonly place: string;
  readonly status: Exclude<Status, 'none'>;
  readonly state: string;
  readonly externalId: string | null;
}

export interface Identity {
  readonly username: string;
  readonly email: string;
  readonly name: string;
  /** The id of the event that told this. */
  readonly event: string;
}

export interface Parked {
  /** The `id` of its metadata. */
  readonly event: string;
  readonly reason: string;
}

export interface Gap {
  readonly reason: string;
  readonly lost: number;
  /** False: at least so many. */
  readonly exact: boolean;
}

/** A badge at a provider. */
export interface Outside {
  readonly origin: 'credly' | 'accredible';
  readonly id: string;
  /** Credly's template and earner, or the id that Accredible was given. */
  readonly key: string;
  readonly isLive: boolean;
}

export function keyOf(learner: number, slug: string): string {
  return `${learner} ${slug}`;
}

/** What a badge is found by at its provider; null for Laurel's own. */
export function outsideKeyOf({ origin, learner, place, id }: Badge): string | null {
  if (origin === 'openedx') return null;
  return origin === 'credly' ? `${place} ${earnerPrefix}${learner}` : id;
}

/** @param signals those that were seen before */
export async function observe(world: World, signals: readonly Signal[]): Promise<Observation> {
  const badges = await world.rows<Badge>(
    `SELECT badge.id, badge.learner_id::integer AS learner, slug, place.origin, place.external_template AS place, status, state,
            external_id AS "externalId"
     FROM badge JOIN badge_template ON badge_template.id = template_id JOIN badge_place AS place ON place.id = badge.place_id`,
  );
  const learners = await world.rows<Identity & { readonly id: number }>(
    'SELECT id::integer, username, email, name, identity_event AS event FROM learner',
  );
  const repeated = await world.rows<{ line: string }>(
    `SELECT concat_ws(' ', kind, slug, 'learner', learner_id, event_id, details ->> 'requirement') AS line
     FROM history JOIN badge_template ON badge_template.id = template_id
     WHERE kind IN ('fulfilled', 'reset', 'awarded', 'revoked') AND learner_id IS NOT NULL
     GROUP BY kind, slug, learner_id, CASE WHEN kind IN ('fulfilled', 'reset') THEN event_id END, event_id, details
     HAVING count(*) > 1
     UNION ALL
     SELECT concat_ws(' ', kind, slug, 'learner', learner_id, count(*), 'times') FROM history
     JOIN badge_template ON badge_template.id = template_id
     WHERE kind IN ('awarded', 'revoked') AND learner_id IS NOT NULL
     GROUP BY kind, slug, learner_id HAVING count(*) > 1`,
  );
  return {
    standings: await standingsOf(world, badges),
    badges,
    learners: new Map(learners.map(({ id, ...identity }) => [id, identity])),
    repeated: repeated.map(({ line }) => line),
    parked: await parkedOf(world),
    gaps: await world.rows<Gap>('SELECT reason, lost::integer, exact FROM bus_gap ORDER BY id'),
    signals: [...signals, ...(await world.bus.newSignals())],
    outside: [...(await credlyBadges(world.credly)), ...(await accredibleCredentials(world.accredible))],
  };
}

async function standingsOf(world: World, badges: readonly Badge[]): Promise<Map<string, Standing>> {
  const rows = await world.rows<{
    learner: number;
    slug: string;
    requirement: string;
    fulfilled: boolean;
    time: string;
    event: string;
  }>(
    `SELECT learner_id::integer AS learner, slug, requirement, fulfilled, event_id AS event,
            (extract(epoch FROM event_time) * 1000000)::bigint::text AS time
     FROM fulfillment JOIN badge_template ON badge_template.id = template_id`,
  );
  const standings = new Map<string, { registers: Map<string, Register>; status: Status }>();
  const at = (key: string): { registers: Map<string, Register>; status: Status } => {
    const standing = standings.get(key) ?? { registers: new Map<string, Register>(), status: 'none' as Status };
    standings.set(key, standing);
    return standing;
  };
  for (const { learner, slug, requirement, fulfilled, time, event } of rows)
    at(keyOf(learner, slug)).registers.set(requirement, { fulfilled, time: Number(time), id: event });
  for (const { learner, slug, status } of badges) at(keyOf(learner, slug)).status = status;
  return standings;
}

async function parkedOf(world: World): Promise<Parked[]> {
  const rows = await world.rows<{ fields: string[]; reason: string }>('SELECT fields, reason FROM parked_message');
  return rows.map(({ fields, reason }) => {
    const texts = fields.map((field) => Buffer.from(field, 'base64').toString());
    return { event: texts[texts.findIndex((text, index) => index % 2 === 0 && text === 'id') + 1] ?? '', reason };
  });
}

async function credlyBadges(site: SimulatorControl): Promise<Outside[]> {
  const badges = await everything(site, '/_sim/badges', 'badges');
  return badges.map((badge) => ({
    origin: 'credly',
    id: String(badge['id']),
    key: `${String(badge['badge_template_id'])} ${String(badge['issuer_earner_id'])}`,
    isLive: ['pending', 'accepted', 'rejected'].includes(String(badge['state'])),
  }));
}

async function accredibleCredentials(site: SimulatorControl): Promise<Outside[]> {
  const credentials = await everything(site, '/_sim/credentials', 'credentials');
  return credentials.map((credential) => ({
    origin: 'accredible',
    id: String(credential['id']),
    key: String(credential['license_id']),
    isLive: credential['state'] === 'published',
  }));
}

async function everything(site: SimulatorControl, path: string, member: string): Promise<Record<string, unknown>[]> {
  const all: Record<string, unknown>[] = [];
  for (let page: number | null = 1; page !== null;) {
    const answer: Record<string, unknown> = await site.get(`${path}?page=${page}&per=1000`);
    all.push(...(answer[member] as Record<string, unknown>[]));
    page = answer['next_page'] as number | null;
  }
  return all;
}

/**
 * The least that an award can cost in PostgreSQL: learner, fulfillment, progress, badge and outbox with `unnest`, 500 rows a
 * statement, prepared, in one transaction. No locks, no look at what is there, no conflicts, no history.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export const rowsAStatement = 500;

/** Into Laurel's own tables: each column that an award has. */
const ownTables = {
  learner: `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
    SELECT learner, username, email, name, true, at, event
    FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::text[])
      AS row (learner, username, email, name, at, event)`,
  fulfillment: `INSERT INTO fulfillment (learner_id, template_id, requirement, fulfilled, event_time, event_id, event_type,
      event_source, evidence, template_version)
    SELECT learner, 1, 'pass', true, at, event, type, source, evidence, 1
    FROM unnest($1::bigint[], $2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[])
      AS row (learner, event, at, type, source, evidence)`,
  progress: `INSERT INTO badge_progress (learner_id, template_id, groups_met, groups, complete)
    SELECT learner, 1, 1, 1, true FROM unnest($1::bigint[]) AS learner`,
  badge: `INSERT INTO badge (id, learner_id, template_id, place_id, announced_place_id, status, state, earned_at, due, due_at)
    SELECT id, learner, 1, 1, 1, 'awarded', 'created', at, 'issue', now()
    FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS row (id, learner, at)`,
  outbox: `INSERT INTO outbox (id, signal, badge_id)
    SELECT id, 'awarded', badge FROM unnest($1::uuid[], $2::uuid[]) AS row (id, badge)`,
};

/** Into tables of its own that have the keys and next to nothing else. */
const keysOnly: typeof ownTables = {
  learner: 'INSERT INTO bare_learner SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])',
  fulfillment: `INSERT INTO bare_fulfillment SELECT learner, 1, 'pass', event, at
    FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS row (learner, event, at)`,
  progress: 'INSERT INTO bare_progress SELECT learner, 1, true FROM unnest($1::bigint[]) AS learner',
  badge: `INSERT INTO bare_badge SELECT id, learner, 1, 'awarded', at
    FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS row (id, learner, at)`,
  outbox: 'INSERT INTO bare_outbox (id, badge_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])',
};

export const keysOnlyTables = `
  CREATE TABLE bare_learner (id bigint PRIMARY KEY, username text, email text, name text);
  CREATE TABLE bare_fulfillment (learner_id bigint, template_id integer, requirement text, event_id text,
    event_time timestamptz, PRIMARY KEY (learner_id, template_id, requirement));
  CREATE TABLE bare_progress (learner_id bigint, template_id integer, complete boolean, PRIMARY KEY (learner_id, template_id));
  CREATE TABLE bare_badge (id uuid PRIMARY KEY, learner_id bigint, template_id integer, status text, earned_at timestamptz,
    UNIQUE (learner_id, template_id));
  CREATE TABLE bare_outbox (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid, badge_id uuid);`;

export const clearKeysOnlyTables = 'TRUNCATE bare_learner, bare_fulfillment, bare_progress, bare_badge, bare_outbox';

const statements = { own: ownTables, keys: keysOnly };

/** Which tables: Laurel's own, or those with the keys only. */
export type BareTables = keyof typeof statements;

export interface BareAward {
  readonly learner: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly eventSource: string;
  /** Microseconds. */
  readonly time: number;
  /** As JSON. */
  readonly evidence: string;
}

export class BareWriter {
  readonly #client: pg.Client;
  readonly #tables: BareTables;

  private constructor(client: pg.Client, tables: BareTables) {
    this.#client = client;
    this.#tables = tables;
  }

  static async open(url: string, tables: BareTables): Promise<BareWriter> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new BareWriter(client, tables);
  }

  /** Writes awards in one transaction; resolves when it is committed. */
  async write(awards: readonly BareAward[]): Promise<void> {
    const column = <Name extends keyof BareAward>(name: Name): BareAward[Name][] => awards.map((award) => award[name]);
    const [learners, events] = [column('learner'), column('eventId')];
    const [usernames, emails, names] = [column('username'), column('email'), column('name')];
    const times = awards.map(({ time }) => new Date(time / 1_000).toISOString());
    const badges = awards.map(() => randomUUID());
    const signals = awards.map(() => randomUUID());
    const all = this.#tables === 'own';
    await this.#client.query('BEGIN');
    await this.#run('learner', [learners, usernames, emails, names, ...(all ? [times, events] : [])]);
    const evidence = all ? [column('eventType'), column('eventSource'), column('evidence')] : [];
    await this.#run('fulfillment', [learners, events, times, ...evidence]);
    await this.#run('progress', [learners]);
    await this.#run('badge', [badges, learners, times]);
    await this.#run('outbox', [signals, badges]);
    await this.#client.query('COMMIT');
  }

  async #run(name: keyof typeof ownTables, values: unknown[]): Promise<void> {
    await this.#client.query({ name, text: statements[this.#tables][name], values });
  }
}

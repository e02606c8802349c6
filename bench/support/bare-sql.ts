/**
 * The least that an award can cost in PostgreSQL: one statement a table with 500 rows each, prepared, in one transaction,
 * into tables that have nothing but what an award is and its keys. No locks, no evidence, no history, no references, no
 * second index: what Laurel adds to this is what it is compared for.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';

export const bareTables = `
  CREATE TABLE bare_learner (id bigint PRIMARY KEY, username text, email text, name text);
  CREATE TABLE bare_fulfillment (learner_id bigint, template_id integer, requirement text, event_id text,
    event_time timestamptz, PRIMARY KEY (learner_id, template_id, requirement));
  CREATE TABLE bare_progress (learner_id bigint, template_id integer, complete boolean, PRIMARY KEY (learner_id, template_id));
  CREATE TABLE bare_badge (id uuid PRIMARY KEY, learner_id bigint, template_id integer, status text, earned_at timestamptz,
    UNIQUE (learner_id, template_id));
  CREATE TABLE bare_outbox (position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id uuid, badge_id uuid);`;

export const clearBareTables = 'TRUNCATE bare_learner, bare_fulfillment, bare_progress, bare_badge, bare_outbox';

export const rowsAStatement = 500;

export interface BareAward {
  readonly learner: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly eventId: string;
  /** Microseconds. */
  readonly time: number;
}

export class BareWriter {
  readonly #client: pg.Client;

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  static async open(url: string): Promise<BareWriter> {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return new BareWriter(client);
  }

  /** Writes awards in one transaction; resolves when it is committed. */
  async write(awards: readonly BareAward[]): Promise<void> {
    const learners = awards.map(({ learner }) => learner);
    const times = awards.map(({ time }) => new Date(time / 1_000).toISOString());
    const badges = awards.map(() => randomUUID());
    await this.#client.query('BEGIN');
    await this.#run(
      'learner',
      'INSERT INTO bare_learner SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::text[])',
      [
        learners,
        awards.map(({ username }) => username),
        awards.map(({ email }) => email),
        awards.map(({ name }) => name),
      ],
    );
    await this.#run(
      'fulfillment',
      `INSERT INTO bare_fulfillment SELECT learner, 1, 'pass', event, at
       FROM unnest($1::bigint[], $2::text[], $3::timestamptz[]) AS row (learner, event, at)`,
      [learners, awards.map(({ eventId }) => eventId), times],
    );
    await this.#run(
      'progress',
      'INSERT INTO bare_progress SELECT learner, 1, true FROM unnest($1::bigint[]) AS learner',
      [learners],
    );
    await this.#run(
      'badge',
      `INSERT INTO bare_badge SELECT id, learner, 1, 'awarded', at
       FROM unnest($1::uuid[], $2::bigint[], $3::timestamptz[]) AS row (id, learner, at)`,
      [badges, learners, times],
    );
    await this.#run('outbox', 'INSERT INTO bare_outbox (id, badge_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])', [
      awards.map(() => randomUUID()),
      badges,
    ]);
    await this.#client.query('COMMIT');
  }

  async #run(name: string, text: string, values: readonly unknown[]): Promise<void> {
    await this.#client.query({ name, text, values: [...values] });
  }
}

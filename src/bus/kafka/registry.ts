import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { LaurelError } from '../../errors.ts';
import { asIs, told } from '../../told.ts';
import type { Told } from '../../told.ts';
import type { RegistrySettings } from '../../settings/kafka.ts';
import { callRegistry } from './registry-http.ts';
import type { RegistryAnswer, RegistryCall } from './registry-http.ts';

const registered = z.object({ id: z.int().min(0) });
const known = z.object({ schema: z.string() });
const refusal = z.object({ error_code: z.number(), message: z.string() }).partial();

const TRIES = 3;
const PAUSE_MS = 200;

/**
 * A Confluent-compatible schema registry. Schemas never change under their id, so each is asked for once.
 */
export class SchemaRegistry {
  /** Where it is, without a secret. */
  readonly address: string;
  readonly #settings: RegistrySettings;
  readonly #schemas = new Map<number, Promise<string | null>>();
  readonly #ids = new Map<string, Promise<number>>();

  constructor(settings: RegistrySettings) {
    this.#settings = settings;
    this.address = settings.url;
  }

  /**
   * The schema with this id, as JSON text; null when the registry knows none.
   *
   * @throws LaurelError BUS_UNAVAILABLE when the registry does not answer, or refuses to
   */
  schemaOf(id: number): Promise<string | null> {
    return kept(
      this.#schemas,
      id,
      async () => {
        const answer = await this.#ask({ method: 'GET', path: `schemas/ids/${id}` });
        if (answer.status === 404 && refusalOf(answer).error_code !== undefined) return null;
        return this.#read(answer, known, `schema ${id}`).schema;
      },
      // Whoever registers it later is to be heard.
      (schema) => schema !== null,
    );
  }

  /**
   * The id of a schema under a subject, which it is registered under unless it is there.
   *
   * @throws LaurelError BUS_UNAVAILABLE when the registry does not answer, or refuses to
   */
  register(subject: string, schema: string): Promise<number> {
    return kept(this.#ids, `${subject}\n${schema}`, async () => {
      // Looked up first: who may not write to the registry can still use what somebody else has registered.
      const found = await this.#lookUp(subject, schema);
      if (found !== null) return found;
      const path = `subjects/${encodeURIComponent(subject)}/versions`;
      const answer = await this.#ask({ method: 'POST', path, json: { schema } });
      return this.#read(answer, registered, `subject ${subject}`).id;
    });
  }

  /** Finds out whether the registry answers this user, and registers nothing. */
  async check(): Promise<void> {
    const answer = await this.#ask({ method: 'GET', path: 'subjects' });
    if (answer.status >= 400) throw this.#refused(answer, 'its subjects');
  }

  async #lookUp(subject: string, schema: string): Promise<number | null> {
    const answer = await this.#ask({
      method: 'POST',
      path: `subjects/${encodeURIComponent(subject)}`,
      json: { schema },
    });
    if (answer.status === 404) return null;
    return this.#read(answer, registered, `subject ${subject}`).id;
  }

  async #ask(call: RegistryCall): Promise<RegistryAnswer> {
    for (let attempt = 1; ; attempt += 1) {
      const last = attempt === TRIES;
      try {
        const answer = await callRegistry(this.#settings, call);
        if (last || (answer.status < 500 && answer.status !== 429)) return answer;
      } catch (error) {
        if (last)
          throw this.#unavailable(
            asIs(`${describe(error)}.`),
            told`Check that the registry is running and that EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL is correct.`,
            error,
          );
      }
      await pause(PAUSE_MS * attempt);
    }
  }

  #read<Read>(answer: RegistryAnswer, form: z.ZodType<Read>, what: string): Read {
    if (answer.status >= 400) throw this.#refused(answer, what);
    const read = form.safeParse(answer.json);
    if (read.success) return read.data;
    throw this.#unavailable(
      told`does not respond to ${what} as a schema registry does.`,
      told`EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL must point to its Confluent-compatible API (for Apicurio: /apis/ccompat/v7).`,
    );
  }

  #refused(answer: RegistryAnswer, what: string): LaurelError {
    const { error_code: code, message = '' } = refusalOf(answer);
    const status = code === undefined ? String(answer.status) : `${answer.status} (${code})`;
    const why =
      message === ''
        ? told`responds with ${status} to ${what}.`
        : told`responds with ${status} to ${what}: ${message.slice(0, 200)}.`;
    if (answer.status === 401)
      return this.#unavailable(
        why,
        told`Check EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_KEY and EVENT_BUS_KAFKA_SCHEMA_REGISTRY_API_SECRET.`,
      );
    if (answer.status === 403)
      return this.#unavailable(
        why,
        told`Allow this user to read the registry, or register the subject (docs/kafka.md).`,
      );
    if (answer.status === 409)
      return this.#unavailable(
        why,
        told`The schema is not compatible with an older one of the subject (docs/kafka.md).`,
      );
    if (answer.status === 404)
      return this.#unavailable(
        why,
        told`EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL must point to its Confluent-compatible API (for Apicurio: /apis/ccompat/v7).`,
      );
    return this.#unavailable(why, told`Check the registry's log.`);
  }

  #unavailable(why: Told, advice: Told, cause?: unknown): LaurelError {
    return new LaurelError('BUS_UNAVAILABLE', [told`The schema registry at ${this.address} ${why}`, advice], {
      cause,
    });
  }
}

function refusalOf({ json }: RegistryAnswer): z.infer<typeof refusal> {
  const read = refusal.safeParse(json);
  return read.success ? read.data : {};
}

/** One question at a time for each key, and never again once it is answered. */
function kept<Key, Value>(
  cache: Map<Key, Promise<Value>>,
  key: Key,
  ask: () => Promise<Value>,
  lasts: (value: Value) => boolean = () => true,
): Promise<Value> {
  const present = cache.get(key);
  if (present !== undefined) return present;
  const asked = ask();
  cache.set(key, asked);
  asked.then(
    (value) => lasts(value) || cache.delete(key),
    () => cache.delete(key),
  );
  return asked;
}

function describe(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/SELF_SIGNED|UNABLE_TO_(VERIFY|GET)/.test(code))
    return 'has a certificate from an authority that is not trusted; set LAUREL_KAFKA_CA or LAUREL_CA_FILE to its certificate';
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const message = first instanceof Error ? first.message.slice(0, 200) || first.name : 'unknown failure';
  return `gives no answer (${code || message})`;
}

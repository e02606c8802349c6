/** Services of Open edX for the tests: the packages themselves, with the settings that operators give them. */
import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Writable } from 'node:stream';
import type { Payload } from '../../src/rules/event.ts';
import type { SharedKafka } from '../support/on-demand.ts';
import { waitFor } from '../support/wait.ts';

const program = join(import.meta.dirname, 'platform');

/** What a receiver of BADGE_AWARDED or BADGE_REVOKED was given, as badge_receivers/apps.py writes it. */
export interface Received {
  readonly event_type: string;
  readonly is_badge_data: boolean;
  readonly badge: {
    readonly uuid: string;
    readonly user: unknown;
    readonly template: { readonly uuid: string; readonly [field: string]: unknown };
  };
  readonly metadata: { readonly id: string; readonly time: string; readonly [field: string]: unknown };
}

/** The bus that the platform is on: Redis with the prefix `dev`, or Kafka with another one. */
export type PlatformBusAddress =
  { readonly redisUrl: string } | { readonly kafka: SharedKafka; readonly prefix: string };

/** The platform on one bus: an LMS that sends events, and a service that receives badge signals. */
export class Platform {
  readonly #python: string;
  readonly #isOnKafka: boolean;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #directory = mkdtempSync(join(tmpdir(), 'laurel-platform-'));
  readonly #receivedFile = join(this.#directory, 'received.ndjson');
  readonly #children: ChildProcessWithoutNullStreams[] = [];
  #errors = '';
  #lms: { readonly stdin: Writable; readonly answers: AsyncIterator<string> } | null = null;

  /** @param python an interpreter that has the packages */
  constructor(python: string, bus: PlatformBusAddress) {
    this.#python = python;
    this.#isOnKafka = 'kafka' in bus;
    this.#environment = {
      PATH: process.env['PATH'] ?? '',
      PYTHONPATH: program,
      PYTHONUNBUFFERED: '1',
      DJANGO_SETTINGS_MODULE: 'platform_settings',
      ...('kafka' in bus
        ? {
            PLATFORM_KAFKA_SERVERS: bus.kafka.kafkaServers,
            PLATFORM_REGISTRY_URL: bus.kafka.registryUrl,
            PLATFORM_TOPIC_PREFIX: bus.prefix,
          }
        : { PLATFORM_REDIS_URL: bus.redisUrl }),
      PLATFORM_RECEIVED_FILE: this.#receivedFile,
    };
  }

  /** Starts the sender; resolves when its producer is connected to the settings. */
  async startLms(): Promise<void> {
    const lms = this.#start([join(program, 'send_events.py')]);
    this.#lms = { stdin: lms.stdin, answers: createInterface({ input: lms.stdout })[Symbol.asyncIterator]() };
    await this.#answer();
  }

  /** Sends an event from the LMS: `payload` as openedx-events writes it on the bus. */
  async send(type: string, payload: Payload): Promise<void> {
    this.#lms?.stdin.write(`${JSON.stringify({ type, payload })}\n`);
    await this.#answer();
  }

  /** Starts `consume_events`, which calls the receivers: on Redis it takes the whole topic, on Kafka from where its group stands. */
  startConsumer(group = 'lms_dev'): void {
    const extra = { consumer_name: 'lms_dev.consumer1', check_backlog: true };
    const options = ['-t', 'learning-badges-lifecycle', '-g', group];
    const ofRedis = this.#isOnKafka ? [] : ['--extra', JSON.stringify(extra)];
    this.#start(['-m', 'django', 'consume_events', ...options, ...ofRedis]);
  }

  /** What the receivers were given so far, in order. */
  get received(): readonly Received[] {
    if (!existsSync(this.#receivedFile)) return [];
    const lines = readFileSync(this.#receivedFile, 'utf8').split('\n');
    // The last one is empty, or not written to its end yet.
    return lines.slice(0, -1).map((line) => JSON.parse(line) as Received);
  }

  /**
   * Waits for the signal of a type about a learner.
   *
   * @param template name of the badge template: of one who earns several badges at once, which signal comes first is by chance
   */
  async waitForSignal(type: string, learner: number, template?: string): Promise<Received> {
    const isOfTemplate = (of: unknown): boolean => template === undefined || isNamed(of, template);
    return waitFor(
      `${type} about learner ${learner}`,
      () =>
        this.received.find(
          ({ event_type, badge }) =>
            event_type === type && idOf(badge.user) === learner && isOfTemplate(badge.template),
        ),
      { everyMs: 25 },
    ).catch((error: unknown) => {
      throw new Error(`${String(error)}; the platform said:\n${this.#errors}`, { cause: error });
    });
  }

  /** Ends all its processes and removes its files. */
  async remove(): Promise<void> {
    await Promise.all(this.#children.map(end));
    rmSync(this.#directory, { recursive: true, force: true });
  }

  #start(args: readonly string[]): ChildProcessWithoutNullStreams {
    const child = spawn(this.#python, args, { cwd: this.#directory, env: this.#environment });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (this.#errors += text));
    this.#children.push(child);
    return child;
  }

  /** Waits for the next line that the sender writes. */
  async #answer(): Promise<void> {
    const answer = await this.#lms?.answers.next();
    if (answer?.done !== false) throw new Error(`The LMS does not run:\n${this.#errors}`);
  }
}

async function end(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function idOf(user: unknown): unknown {
  return (user as { readonly id: unknown }).id;
}

function isNamed(template: unknown, name: string): boolean {
  return (template as { readonly name: unknown }).name === name;
}

import { randomBytes, randomUUID } from 'node:crypto';
import type { FaultInput } from '../simulators/base/faults.ts';
import type { Event } from '../src/rules/event.ts';
import type { Holder, Template } from '../src/rules/template.ts';
import { LaurelProcess } from '../test/support/laurel.ts';
import { passing } from '../test/support/events.ts';
import { SimulatorControl } from '../test/support/simulator.ts';
import { passCourse, template } from '../test/support/templates.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { nowMicros, templates } from './support/events.ts';
import { sendOnSchedule } from './support/open-loop.ts';
import { providerAccounts, providerRole } from './support/provider-servers.ts';
import { median, quantile, ratioOf } from './support/rounds.ts';
import type { Site } from './support/site.ts';
import { addCommand } from './support/stream.ts';
import { withWorkbench } from './support/workbench.ts';
import { perform } from './support/worker.ts';
import type { Worker } from './support/worker.ts';
import type { Workbench } from './support/workbench.ts';

const eventsPerSecond = 500;
/** One event of so many earns a badge of the healthy account, and one a badge of the other. */
const awardEvery = 20;
/** What each account allows: five times what is set by default, and less than its lanes could do. */
const callsPerSecond = 25;
/** Badges that wait when it begins: more than the healthy account can be told of, and a heap for the other one. */
const waiting = { healthy: 10_000, other: 20_000 };
/** Until both have found their pace. */
const warmUpSeconds = 2;

/** What the other account suffers from; `absent`: there is none. */
const sicknesses: Readonly<Record<string, FaultInput | null>> = {
  absent: null,
  slow: { kind: 'slow', route: '*', ms: 1_000 },
  dead: { kind: 'reset', route: '*', when: 'before' },
  silent: { kind: 'timeout', route: '*', when: 'before' },
  throttling: { kind: 'status', route: '*', status: 429, retryAfter: 1 },
};
type Sickness = keyof typeof sicknesses;

/** What an account's sickness looks like from outside. */
const describedAs: Readonly<Record<Sickness, string>> = {
  slow: 'takes 1 s longer for each answer',
  dead: 'resets every connection',
  silent: 'never answers',
  throttling: 'answers 429',
};

/** Does a provider that is ill make anybody else wait? */
export const providers: Benchmark = {
  letter: 'k',
  name: 'providers',
  title: 'A healthy account of a provider beside one that is slow, dead, silent or throttling',
  run,
};

/** What one stretch of time has shown. */
interface Observed {
  /** Badges of the healthy account that were issued, a second. */
  readonly issued: number;
  readonly p50: number;
  readonly p99: number;
}

interface Stage {
  readonly bench: Workbench;
  readonly site: Site;
  readonly consumer: Worker;
  /** Of the provider that is ill. */
  readonly control: SimulatorControl;
  readonly deliverer: Readonly<Record<string, string>>;
}

function run(context: BenchContext): Promise<Figure[]> {
  const seconds = context.quick ? 5 : 10;
  const rounds = context.quick ? 1 : 5;
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite('providers', [...accountTemplates(), ...templates(100)]);
    const role = await providerRole();
    await bench.start(role);
    const url = (port: number): string => `http://127.0.0.1:${port}/`;
    const stage: Stage = {
      bench,
      site,
      consumer: await bench.startConsumer(site),
      control: new SimulatorControl(`http://127.0.0.1:${role.credlyPort}`),
      deliverer: {
        LAUREL_DATABASE_URL: site.url,
        BADGES_CONFIG: JSON.stringify({
          credly: {
            CREDLY_API_BASE_URL: `${url(role.credlyPort)}v1/`,
            ORGANIZATIONS: { [providerAccounts.credly.organization]: providerAccounts.credly.key },
          },
          accredible: {
            ACCREDIBLE_API_BASE_URL: url(role.accrediblePort),
            ACCOUNTS: { [providerAccounts.accredible.account]: providerAccounts.accredible.key },
          },
        }),
        // An account that is ill is tried again every second at least.
        LAUREL_DELIVERY_RATE_PER_SECOND: String(callsPerSecond),
        LAUREL_DELIVERY_RETRY_BASE_SECONDS: '0.2',
        LAUREL_DELIVERY_RETRY_CAP_SECONDS: '1',
      },
    };
    const observed = Object.fromEntries(Object.keys(sicknesses).map((name) => [name, [] as Observed[]]));
    context.progress('warming up');
    await observe(stage, 'absent', seconds);
    for (let round = 0; round < rounds; round += 1) {
      for (const sickness of Object.keys(sicknesses)) {
        const seen = await observe(stage, sickness, seconds);
        observed[sickness]?.push(seen);
        context.progress(
          `round ${round + 1} of ${rounds}: ${sickness}: ${seen.issued.toFixed(0)} badges/s issued, events p50 ${seen.p50.toFixed(1)} ms, p99 ${seen.p99.toFixed(1)} ms`,
        );
      }
    }
    return Object.keys(describedAs).flatMap((sickness) => figures(sickness, observed));
  });
}

/** Badges of the healthy account have the first template, those of the other one the second. */
function accountTemplates(): Template[] {
  const { credly, accredible } = providerAccounts;
  const holders: Holder[] = [
    { origin: 'accredible', account: accredible.account, group: accredible.group },
    { origin: 'credly', organization: credly.organization, template: credly.template },
  ];
  return holders.map((holder, index) =>
    template({ id: `of-${holder.origin}`, holder, requirements: [passCourse('pass', courses[index] ?? '')] }),
  );
}

const courses = ['course-v1:OpenedX+Healthy+2026', 'course-v1:OpenedX+Other+2026'];

async function observe(stage: Stage, sickness: Sickness, seconds: number): Promise<Observed> {
  const { bench, site, consumer, control } = stage;
  await site.clear();
  await site.database.query('TRUNCATE provider_account, account_turns, account_lane');
  await addWaiting(site, 1, waiting.healthy);
  if (sickness !== 'absent') await addWaiting(site, 2, waiting.other);
  await site.database.query('VACUUM ANALYZE');
  await control.calm();
  const fault = sicknesses[sickness];
  if (fault) await control.fault(fault);
  const deliverer = new LaurelProcess(['deliver'], stage.deliverer);
  try {
    await deliverer.waitForLog('started', { timeoutMs: 120_000 });
    const [topic, group] = [`providers-${randomBytes(4).toString('hex')}`, 'bench'];
    await bench.redis.sendCommand(['XGROUP', 'CREATE', topic, group, '0', 'MKSTREAM']);
    const events = eventsPerSecond * (warmUpSeconds + seconds);
    const begin = nowMicros() + 500_000;
    const commands = Array.from({ length: events }, (_, index) =>
      addCommand(topic, eventOf(index, begin + (index * 1_000_000) / eventsPerSecond, sickness)),
    );
    const [{ latencies }, issued] = await Promise.all([
      perform([consumer], { topic, group, events, latency: true }),
      rateOfIssue(site, begin + warmUpSeconds * 1_000_000, begin + (warmUpSeconds + seconds) * 1_000_000),
      sendOnSchedule(bench.redis, commands, { begin, rate: eventsPerSecond }),
    ]);
    await bench.redis.sendCommand(['DEL', topic]);
    const counted = latencies.slice(warmUpSeconds * eventsPerSecond);
    return { issued, p50: quantile(counted, 0.5), p99: quantile(counted, 0.99) };
  } finally {
    // What is ill must not keep the deliverer from ending.
    await control.calm();
    await deliverer.kill();
  }
}

function eventOf(number: number, time: number, sickness: Sickness): Event {
  const turn = number % awardEvery;
  const course = turn === 0 ? courses[0] : turn === 1 && sickness !== 'absent' ? courses[1] : undefined;
  return passing({
    id: randomUUID(),
    learner: course === undefined ? 1 + (number % 1_000) : 1_000_000 + number,
    course: course ?? `course-v1:OpenedX+None${number % 97}+2026`,
    time: Math.round(time),
  });
}

/** Badges of a template that are due since long. */
async function addWaiting({ database }: Site, templateKey: number, count: number): Promise<void> {
  const first = templateKey * 100_000_000;
  const those = `generate_series(${first}, ${first + count - 1}) AS id`;
  await database.query(
    `INSERT INTO learner (id, username, email, name, is_active, identity_time, identity_event)
     SELECT id, 'learner' || id, 'learner' || id || '@example.org', 'Learner ' || id, true, now(), 'event-' || id FROM ${those}`,
  );
  await database.query(
    `INSERT INTO badge (id, learner_id, template_id, status, state, earned_at, due, due_at)
     SELECT gen_random_uuid(), id, ${templateKey}, 'awarded', 'created', now(), 'issue', now() - interval '1 hour' FROM ${those}`,
  );
}

/** How many badges of the healthy account were issued in a stretch of time, a second. */
async function rateOfIssue({ database }: Site, from: number, until: number): Promise<number> {
  const count = async (at: number): Promise<{ readonly at: number; readonly badges: number }> => {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, (at - nowMicros()) / 1_000)));
    const [row] = await database.query<{ badges: number }>(
      'SELECT count(*) AS badges FROM badge WHERE template_id = 1 AND due IS NULL',
    );
    return { at: nowMicros(), badges: row?.badges ?? NaN };
  };
  const [first, last] = [await count(from), await count(until)];
  return ((last.badges - first.badges) * 1_000_000) / (last.at - first.at);
}

function figures(sickness: Sickness, observed: Readonly<Record<string, readonly Observed[]>>): Figure[] {
  const [beside, alone] = [observed[sickness] ?? [], observed['absent'] ?? []];
  const make = (
    part: keyof Observed,
    words: { readonly what: string; readonly unit: string; readonly goal: Figure['goal'] },
  ): Figure => {
    const [values, counterparts] = [beside, alone].map((rounds) => rounds.map((seen) => seen[part])) as [
      number[],
      number[],
    ];
    return {
      name: `providers.${sickness}_${part}`,
      what: `Beside an account that ${describedAs[sickness]}: ${words.what}`,
      unit: words.unit,
      value: median(values),
      counterpart: { what: 'without that account', value: median(counterparts) },
      ratio: ratioOf(values, counterparts),
      goal: words.goal,
      rounds: values,
    };
  };
  const issued = make('issued', { what: 'badges issued in the healthy account', unit: 'badges/s', goal: null });
  return [
    { ...issued, goal: { text: 'at least 0.9', met: issued.ratio >= 0.9 } },
    make('p50', { what: `from an event to its commit at ${eventsPerSecond} events/s, p50`, unit: 'ms', goal: null }),
    make('p99', { what: 'the same, p99', unit: 'ms', goal: null }),
  ];
}

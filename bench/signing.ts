import { encodeBits, encodeTokenBits, badgesOfList, statusBits } from '../src/issuing/open-badges/status-list/bits.ts';
import type { IssuingParts } from '../src/issuing/openedx/issuing-parts.ts';
import { signStatusLists } from '../src/issuing/openedx/status-list-signing.ts';
import { issuingEnvironment } from '../test/support/issuing.ts';
import { LaurelProcess } from '../test/support/laurel.ts';
import { waitFor } from '../test/support/wait.ts';
import { measureLatencies, perSecond } from './latency.ts';
import { startApi } from './support/api.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardingTemplate } from './support/events.ts';
import { addDueBadges, fillList, issuePublished } from './support/own-badges.ts';
import { median, quantile, ratioOf } from './support/rounds.ts';
import { signingRates } from './support/signing-rates.ts';
import type { ProofName } from './support/signing-rates.ts';
import type { Site } from './support/site.ts';
import { withWorkbench } from './support/workbench.ts';
import type { Workbench } from './support/workbench.ts';

const goalOfRatio = 0.8;
const goalOfPageMs = 100;
/** How much longer events may take while badges are signed. */
const goalOfEvents = { p50: 1.2, p99: 1.5 };
/** Badges that wait to be signed while events are processed: more than a thread signs meanwhile. */
const waiting = 10_000;

/** What does it cost that Laurel issues badges itself? */
export const signing: Benchmark = {
  letter: 'n',
  name: 'signing',
  title: "Badges of Laurel's own: signatures, pages, status lists, and events meanwhile",
  run,
};

async function run(context: BenchContext): Promise<Figure[]> {
  const rates = await rateFigures(context);
  const rest = await withWorkbench(context, async (bench) => {
    const site = await bench.createSite('signing', [awardingTemplate]);
    const parts = await issuePublished(site, context.quick ? 50 : 200);
    try {
      return [
        await pageFigure(context, site),
        ...(await eventFigures(context, bench, site)),
        await listFigure(context, site, parts),
      ];
    } finally {
      await parts.signer.close();
    }
  });
  return [...rates, ...rest];
}

const described: Readonly<Record<ProofName, readonly [what: string, unit: string, counterpart: string]>> = {
  data_integrity: [
    'Badges with an embedded proof (eddsa-rdfc-2022), by one thread',
    'badges/s',
    'the same canonical forms and signatures in a thread, and nothing else',
  ],
  jwt_es256: ['Badges as JWT, ES256', 'tokens/s', 'jose, the same claims'],
  jwt_rs256: ['Badges as JWT, RS256', 'tokens/s', 'jose, the same claims'],
  sd_jwt: ['Badges as SD-JWT VC, ES256', 'tokens/s', 'jose and digests of what is disclosed'],
};

async function rateFigures(context: BenchContext): Promise<Figure[]> {
  const rounds = await signingRates(context);
  return (Object.keys(described) as ProofName[]).map((proof) => {
    const [what, unit, counterpart] = described[proof];
    const [values, bare] = [rounds[proof], rounds[`${proof}_bare`]];
    const ratio = ratioOf(values, bare);
    return {
      name: `signing.${proof}`,
      what,
      unit,
      value: median(values),
      counterpart: { what: counterpart, value: median(bare) },
      ratio,
      goal: { text: `at least ${goalOfRatio}`, met: ratio >= goalOfRatio },
      rounds: values,
    };
  });
}

/** The page that everybody sees of a badge, held against the one question that it asks the database at least. */
async function pageFigure(context: BenchContext, { url, database }: Site): Promise<Figure> {
  const api = await startApi(url);
  try {
    const rows = await database.query<{ id: string }>('SELECT public_id AS id FROM credential ORDER BY public_id');
    const asked = context.quick ? 200 : 1_000;
    const values: number[] = [];
    const counterparts: number[] = [];
    for (let round = 0; round < (context.quick ? 2 : 5); round += 1) {
      const [pages, questions]: [number[], number[]] = [[], []];
      for (let number = 0; number < asked; number += 1) {
        const id = rows[number % rows.length]?.id ?? '';
        pages.push(await api.page(`/b/${id}`));
        const begun = performance.now();
        await database.query('SELECT body FROM credential WHERE public_id = $1', [id]);
        questions.push(performance.now() - begun);
      }
      values.push(quantile(pages, 0.95));
      counterparts.push(quantile(questions, 0.95));
      context.progress(`page of a badge: p95 ${(values.at(-1) ?? NaN).toFixed(1)} ms`);
    }
    const value = median(values);
    return {
      name: 'signing.page_p95',
      what: 'The public page of a badge, p95',
      unit: 'ms',
      value,
      counterpart: { what: 'its row alone, p95', value: median(counterparts) },
      ratio: ratioOf(values, counterparts),
      goal: { text: `below ${goalOfPageMs} ms`, met: value < goalOfPageMs },
      rounds: values,
    };
  } finally {
    await api.close();
  }
}

/** From XADD to the commit while a deliverer signs, held against the same without it. */
async function eventFigures(context: BenchContext, bench: Workbench, site: Site): Promise<Figure[]> {
  const consumer = await bench.startConsumer(site);
  const seconds = context.quick ? 5 : 15;
  const events = { first: 1, count: seconds * perSecond };
  const measured = { beside: [] as number[][], alone: [] as number[][], signed: [] as number[] };
  // The first events of a consumer find everything cold, which has nothing to do with signing.
  await measureLatencies(bench, consumer, events);
  events.first += events.count;
  for (let round = 0; round < (context.quick ? 3 : 5); round += 1) {
    measured.alone.push(await measureLatencies(bench, consumer, events));
    events.first += events.count;
    // What the events have awarded stays as it is: it would be signed as well.
    await site.database.query('UPDATE badge SET due = NULL, due_at = NULL WHERE due IS NOT NULL');
    await addDueBadges(site, 500_000_000 + round * waiting, waiting);
    const deliverer = new LaurelProcess(['deliver'], { ...issuingEnvironment, LAUREL_DATABASE_URL: site.url });
    try {
      await deliverer.waitForLog('started', { timeoutMs: 120_000 });
      const signed = async (): Promise<number> =>
        (
          await site.database.query<{ count: number }>(
            'SELECT count(*) AS count FROM credential WHERE body IS NOT NULL',
          )
        )[0]?.count ?? NaN;
      // Its thread is warm then.
      const none = await signed();
      await waitFor('the first badges are signed', async () => (await signed()) > none, { timeoutMs: 120_000 });
      const [before, begun] = [await signed(), performance.now()];
      measured.beside.push(await measureLatencies(bench, consumer, events));
      measured.signed.push((((await signed()) - before) * 1_000) / (performance.now() - begun));
      events.first += events.count;
    } finally {
      await deliverer.kill();
    }
    context.progress(
      `round ${round + 1}: ${(measured.signed.at(-1) ?? NaN).toFixed(0)} badges/s signed; p99 of events ${quantile(measured.beside.at(-1) ?? [], 0.99).toFixed(1)} ms, without ${quantile(measured.alone.at(-1) ?? [], 0.99).toFixed(1)} ms`,
    );
  }
  return [
    eventFigure(measured, 0.5, goalOfEvents.p50),
    eventFigure(measured, 0.99, goalOfEvents.p99),
    {
      name: 'signing.beside_events',
      what: `Badges issued meanwhile, of ${waiting.toLocaleString('en')} that wait`,
      unit: 'badges/s',
      value: median(measured.signed),
      counterpart: { what: 'events, each an award', value: perSecond },
      ratio: median(measured.signed) / perSecond,
      goal: null,
      rounds: measured.signed,
    },
  ];
}

function eventFigure(
  { beside, alone }: { readonly beside: readonly number[][]; readonly alone: readonly number[][] },
  part: number,
  atMost: number,
): Figure {
  const [values, counterparts] = [beside, alone].map((rounds) => rounds.map((each) => quantile(each, part)));
  const ratio = ratioOf(values ?? [], counterparts ?? []);
  const percentile = `p${part * 100}`;
  return {
    name: `signing.events_${percentile}`,
    what: `From XADD to commit at ${perSecond} awards/s while badges are signed, ${percentile}`,
    unit: 'ms',
    value: median(values ?? []),
    counterpart: { what: 'while none are', value: median(counterparts ?? []) },
    ratio,
    goal: { text: `at most ${atMost}`, met: ratio <= atMost },
    rounds: values ?? [],
  };
}

/** A full list anew, as after a revocation: read, pressed, signed in both forms, stored. */
async function listFigure(context: BenchContext, site: Site, parts: IssuingParts): Promise<Figure> {
  await fillList(site, badgesOfList);
  const { database } = site;
  const rows = await database.query<{ slot: number }>('SELECT slot FROM credential WHERE revoked_at IS NOT NULL');
  const revoked = rows.map(({ slot }) => slot);
  const values: number[] = [];
  const counterparts: number[] = [];
  for (let round = 0; round < (context.quick ? 3 : 9); round += 1) {
    await database.query('UPDATE status_list SET revision = revision + 1');
    const begun = performance.now();
    await signStatusLists(parts);
    values.push(performance.now() - begun);
    const again = performance.now();
    const bits = statusBits(revoked);
    encodeBits(bits);
    encodeTokenBits(bits);
    counterparts.push(performance.now() - again);
  }
  return {
    name: 'signing.status_list',
    what: `A status list of ${badgesOfList.toLocaleString('en')} badges, ${revoked.length.toLocaleString('en')} of them revoked, signed anew in both forms`,
    unit: 'ms',
    value: median(values),
    counterpart: { what: 'its bits, pressed', value: median(counterparts) },
    ratio: ratioOf(values, counterparts),
    goal: null,
    rounds: values,
  };
}

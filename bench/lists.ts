import type { Random } from '../test/support/random.ts';
import { createRandom } from '../test/support/random.ts';
import { startApi } from './support/api.ts';
import type { BenchApi } from './support/api.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { enlargeSite, fillLargeSite, largeSiteTemplates, organization, templateId } from './support/large-site.ts';
import { median, quantile, ratioOf } from './support/rounds.ts';
import type { Site } from './support/site.ts';
import { withWorkbench } from './support/workbench.ts';

/** Do the pages stay quick when a site has grown? */
export const lists: Benchmark = {
  letter: 'g',
  name: 'lists',
  title: 'What the pages ask of a large site',
  run,
};

const goalMs = 100;
/** What twice the data may cost. */
const goalRatio = 1.3;

/** One thing that a page asks. */
interface Question {
  readonly name: string;
  readonly what: string;
  /** @param learners how many there are */
  readonly path: (random: Random, learners: number) => string;
  /** A list, which is read page after page. */
  readonly list: boolean;
}

function question(name: string, what: string, path: Question['path'] | string): Question {
  return { name, what, path: typeof path === 'string' ? () => path : path, list: false };
}

function list(name: string, what: string, path: Question['path'] | string): Question {
  return { ...question(name, what, path), list: true };
}

const someone = (random: Random, learners: number): number => random.between(1, learners);
const someTemplate = (random: Random): string => templateId(random.between(0, 199));

const questions: readonly Question[] = [
  question('overview', 'Overview', '/api/v1/overview'),
  question('activity', 'Charts of seven days', '/api/v1/activity?minutes=10080'),
  list('templates', 'Templates', '/api/v1/templates'),
  question('template', 'A template', (random) => `/api/v1/templates/${someTemplate(random)}`),
  list('learners', 'Learners', '/api/v1/learners'),
  list(
    'learners_search',
    'Learners whose name begins so',
    (random, learners) => `/api/v1/learners?search=learner${String(someone(random, learners)).slice(0, 3)}`,
  ),
  list(
    'learners_words',
    'Learners of two words',
    (random, learners) => `/api/v1/learners?search=learner%20${String(someone(random, learners)).slice(0, 3)}`,
  ),
  question('learners_count', 'Learners, and how many there are', '/api/v1/learners?count=true'),
  question(
    'learners_search_count',
    'Learners of a word that all have, counted',
    '/api/v1/learners?search=learn&count=true',
  ),
  question('learner', 'A learner', (random, learners) => `/api/v1/learners/${someone(random, learners)}`),
  question('why', 'Why a learner has a badge or none', (random, learners) => {
    const id = someone(random, learners);
    return `/api/v1/learners/${id}/templates/${templateId(random.between(0, 1) === 0 ? id : id + 1)}`;
  }),
  list('progress', 'Progress', '/api/v1/progress'),
  list('progress_template', 'Progress on a template', (random) => `/api/v1/progress?template=${someTemplate(random)}`),
  list(
    'progress_incomplete',
    'Learners on the way to a badge',
    (random) => `/api/v1/progress?template=${someTemplate(random)}&complete=false`,
  ),
  list('nearest', 'Who is near a badge', (random) => `/api/v1/templates/${someTemplate(random)}/in-progress`),
  list('badges', 'Badges', '/api/v1/badges'),
  list('badges_oldest', 'Badges, the oldest first', '/api/v1/badges?sort=createdAt'),
  list('badges_template', 'Badges of a template', (random) => `/api/v1/badges?template=${someTemplate(random)}`),
  list('badges_state', 'Badges in a state', '/api/v1/badges?state=pending'),
  list('badges_failed', 'Badges whose delivery failed', '/api/v1/badges?failed=true'),
  list('badges_revoked', 'Revoked badges', '/api/v1/badges?status=revoked'),
  list('badges_account', 'Badges of an account', `/api/v1/badges?origin=credly&account=${organization}`),
  question('badges_count', 'Badges, and how many there are', '/api/v1/badges?count=true'),
  question('badges_state_count', 'Badges in a state, counted', '/api/v1/badges?state=accepted&count=true'),
  question(
    'badges_template_count',
    'Badges of a template, counted',
    (random) => `/api/v1/badges?template=${someTemplate(random)}&count=true`,
  ),
  list('history', 'History', '/api/v1/history'),
  list('history_template', 'History of a template', (random) => `/api/v1/history?template=${someTemplate(random)}`),
  list(
    'history_learner',
    'History of a learner',
    (random, learners) => `/api/v1/history?learner=${someone(random, learners)}`,
  ),
  list('history_kind', 'History of one kind', '/api/v1/history?kind=revoked'),
  question('history_count', 'History, and how much there is', '/api/v1/history?count=true'),
  question('history_kind_count', 'History of one kind, counted', '/api/v1/history?kind=revoked&count=true'),
  list('audit', 'Changes that people made', '/api/v1/audit'),
  list('audit_actor', 'Changes of one person', (random) => `/api/v1/audit?actor=user%3A${random.between(0, 19)}`),
  list('parked', 'Parked messages', '/api/v1/parked'),
  list('parked_reason', 'Parked messages of a reason', '/api/v1/parked?reason=unknown_schema'),
  question('parked_count', 'Parked messages, and how many there are', '/api/v1/parked?count=true'),
  question('parked_counts', 'Parked messages by reason', '/api/v1/parked/counts'),
];

function run(context: BenchContext): Promise<Figure[]> {
  const learners = context.stored ?? (context.quick ? 100_000 : 1_000_000);
  const rounds = context.quick ? 3 : 9;
  const samples = context.quick ? 20 : 40;
  return withWorkbench(context, async (bench) => {
    const half = Math.floor(learners / 2);
    const small = await bench.createSite('lists_half', largeSiteTemplates());
    context.progress(`storing ${half.toLocaleString('en')} learners with progress, badge and history`);
    await fillLargeSite(small.database, half);
    context.progress(`the same once more, and twice as many`);
    const large = await bench.copySite(small, 'lists');
    await enlargeSite(large.database, half, learners);
    const sides = await Promise.all([askable(large, learners), askable(small, half)]);
    try {
      for (const each of questions) for (const side of sides) await ask(side, each, 5);
      const times = questions.map((each) => ({ each, rounds: sides.map((): number[][] => []) }));
      for (let round = 0; round < rounds; round += 1) {
        // Each in turn, so that what the machine does to one moment does not fall on one question or one site alone.
        for (const { each, rounds: told } of times)
          for (const [index, answers] of (await askInTurns(sides, each, samples)).entries()) told[index]?.push(answers);
        context.progress(`round ${round + 1} of ${rounds}`);
      }
      const figures = times.map(({ each, rounds: [atAll = [], atHalf = []] }) =>
        toFigure(each, learners, atAll, atHalf),
      );
      context.progress('counting the blocks that answers read');
      const [blocks, blocksAtHalf] = [
        await blocksOfAnswers(context, large, learners),
        await blocksOfAnswers(context, small, half),
      ];
      return [
        ...figures,
        ...questions.map((each) =>
          blocksFigure(each, learners, blocks.get(each.name) ?? NaN, blocksAtHalf.get(each.name) ?? NaN),
        ),
      ];
    } finally {
      await Promise.all(sides.map(({ api }) => api.close()));
    }
  });
}

/** So many answers are enough to count: the same question reads the same blocks on the busiest machine. */
const counted = 20;

/** How many blocks an answer to each question reads on average, with all that an answer needs: signing in, too. */
async function blocksOfAnswers(context: BenchContext, site: Site, learners: number): Promise<Map<string, number>> {
  const workSoFar = await context.servers.countWork(site.name);
  const side = await askable(site, learners);
  try {
    const blocks = new Map<string, number>();
    for (const each of questions) {
      await ask(side, each, 1);
      const before = await workSoFar();
      await ask(side, each, counted);
      blocks.set(each.name, ((await workSoFar()).blocks - before.blocks) / counted);
    }
    return blocks;
  } finally {
    await side.api.close();
  }
}

/** A site that can be asked. */
interface Side {
  readonly api: BenchApi;
  readonly learners: number;
  readonly random: Random;
}

async function askable({ url }: Site, learners: number): Promise<Side> {
  return { api: await startApi(url), learners, random: createRandom(20_261_122) };
}

/** How many pages of a list are read on at once. */
const pagesInRow = 10;

/** Asks all sides so often, a few pages each in turn; returns the times of each side. */
async function askInTurns(sides: readonly Side[], question: Question, samples: number): Promise<number[][]> {
  const times = sides.map((): number[] => []);
  for (let asked = 0; asked < samples; asked += pagesInRow)
    for (let step = 0; step < sides.length; step += 1) {
      const index = (step + asked / pagesInRow) % sides.length;
      const side = sides[index];
      if (side) times[index]?.push(...(await ask(side, question, Math.min(pagesInRow, samples - asked))));
    }
  return times;
}

/** Asks so often, and returns how long each answer took. A list is read on from page to page. */
async function ask(
  { api, learners, random }: Side,
  { path, list: isList }: Question,
  times: number,
): Promise<number[]> {
  const taken: number[] = [];
  let first = path(random, learners);
  let next: string | null = null;
  for (let asked = 0; asked < times; asked += 1) {
    if (next === null) first = path(random, learners);
    const { milliseconds, body } = await api.get(next === null ? first : withCursor(first, next));
    taken.push(milliseconds);
    next = isList ? (body as { readonly nextCursor: string | null }).nextCursor : null;
  }
  return taken;
}

function withCursor(path: string, cursor: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;
}

function toFigure(
  { name, what }: Question,
  learners: number,
  atAll: readonly (readonly number[])[],
  atHalf: readonly (readonly number[])[],
): Figure {
  const slow = (rounds: readonly (readonly number[])[]): number[] => rounds.map((times) => quantile(times, 0.95));
  const value = median(slow(atAll));
  const usual = (rounds: readonly (readonly number[])[]): number[] => rounds.map((times) => median(times));
  const ratio = ratioOf(usual(atAll), usual(atHalf));
  return {
    name: `lists.${name}_p95`,
    what: `${what}: 95 of 100 answers, ${learners.toLocaleString('en')} learners stored`,
    unit: 'ms',
    value,
    counterpart: { what: 'with half of that stored; the ratio is of the medians', value: median(slow(atHalf)) },
    ratio,
    goal: { text: `at most ${goalMs} ms`, met: value <= goalMs },
    rounds: slow(atAll),
  };
}

function blocksFigure({ name, what }: Question, learners: number, value: number, atHalf: number): Figure {
  const ratio = value / atHalf;
  return {
    name: `lists.${name}_blocks`,
    what: `${what}: what an answer reads, ${learners.toLocaleString('en')} learners stored`,
    unit: 'blocks',
    value,
    counterpart: { what: 'with half of that stored', value: atHalf },
    ratio,
    goal: { text: `at most ${goalRatio}`, met: ratio <= goalRatio },
    rounds: [value],
  };
}

import type { Random } from '../test/support/random.ts';
import { createRandom } from '../test/support/random.ts';
import { startApi } from './support/api.ts';
import type { BenchApi } from './support/api.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { fillLargeSite, largeSiteTemplates, organization, templateId } from './support/large-site.ts';
import { median, quantile } from './support/rounds.ts';
import { withWorkbench } from './support/workbench.ts';

/** Do the pages stay quick when a site has grown? */
export const lists: Benchmark = {
  letter: 'g',
  name: 'lists',
  title: 'What the pages ask of a large site',
  run,
};

const goalMs = 100;

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
  question('learner', 'A learner', (random, learners) => `/api/v1/learners/${someone(random, learners)}`),
  list('progress', 'Progress', '/api/v1/progress'),
  list('progress_template', 'Progress on a template', (random) => `/api/v1/progress?template=${someTemplate(random)}`),
  list(
    'progress_incomplete',
    'Learners on the way to a badge',
    (random) => `/api/v1/progress?template=${someTemplate(random)}&complete=false`,
  ),
  list('badges', 'Badges', '/api/v1/badges'),
  list('badges_oldest', 'Badges, the oldest first', '/api/v1/badges?sort=createdAt'),
  list('badges_template', 'Badges of a template', (random) => `/api/v1/badges?template=${someTemplate(random)}`),
  list('badges_state', 'Badges in a state', '/api/v1/badges?state=pending'),
  list('badges_failed', 'Badges whose delivery failed', '/api/v1/badges?failed=true'),
  list('badges_revoked', 'Revoked badges', '/api/v1/badges?status=revoked'),
  list('badges_account', 'Badges of an account', `/api/v1/badges?origin=credly&account=${organization}`),
  list('history', 'History', '/api/v1/history'),
  list('history_template', 'History of a template', (random) => `/api/v1/history?template=${someTemplate(random)}`),
  list(
    'history_learner',
    'History of a learner',
    (random, learners) => `/api/v1/history?learner=${someone(random, learners)}`,
  ),
  list('history_kind', 'History of one kind', '/api/v1/history?kind=revoked'),
  list('audit', 'Changes that people made', '/api/v1/audit'),
  list('audit_actor', 'Changes of one person', (random) => `/api/v1/audit?actor=user%3A${random.between(0, 19)}`),
  list('parked', 'Parked messages', '/api/v1/parked'),
  list('parked_reason', 'Parked messages of a reason', '/api/v1/parked?reason=unknown_schema'),
  question('parked_counts', 'Parked messages by reason', '/api/v1/parked/counts'),
];

function run(context: BenchContext): Promise<Figure[]> {
  const learners = context.quick ? 100_000 : 1_000_000;
  const rounds = context.quick ? 3 : 5;
  const samples = context.quick ? 20 : 40;
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite('lists', largeSiteTemplates());
    context.progress(`storing ${learners.toLocaleString('en')} learners with progress, badge and history`);
    await fillLargeSite(site.database, learners);
    const api = await startApi(site.url);
    try {
      const random = createRandom(20_261_122);
      for (const each of questions) await ask(api, each, random, learners, 5);
      const times = new Map<string, number[][]>(questions.map(({ name }) => [name, []]));
      for (let round = 0; round < rounds; round += 1) {
        // Each in turn, so that what the machine does to one moment does not fall on one question alone.
        for (const each of questions) times.get(each.name)?.push(await ask(api, each, random, learners, samples));
        context.progress(`round ${round + 1} of ${rounds}`);
      }
      return questions.map((each) => toFigure(each, learners, times.get(each.name) ?? []));
    } finally {
      await api.close();
    }
  });
}

/** Asks so often, and returns how long each answer took. A list is read on from page to page, up to ten of them. */
async function ask(
  api: BenchApi,
  { path, list }: Question,
  random: Random,
  learners: number,
  samples: number,
): Promise<number[]> {
  const times: number[] = [];
  let first = path(random, learners);
  let next: string | null = null;
  for (let asked = 0; asked < samples; asked += 1) {
    if (next === null || asked % 10 === 0) [first, next] = [path(random, learners), null];
    const { milliseconds, body } = await api.get(next === null ? first : withCursor(first, next));
    times.push(milliseconds);
    next = list ? (body as { readonly nextCursor: string | null }).nextCursor : null;
  }
  return times;
}

function withCursor(path: string, cursor: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}cursor=${cursor}`;
}

function toFigure({ name, what }: Question, learners: number, rounds: readonly (readonly number[])[]): Figure {
  const slow = rounds.map((times) => quantile(times, 0.95));
  const [value, usual] = [median(slow), median(rounds.map((times) => quantile(times, 0.5)))];
  return {
    name: `lists.${name}_p95`,
    what: `${what}: 95 of 100 answers, ${learners.toLocaleString('en')} learners stored`,
    unit: 'ms',
    value,
    counterpart: { what: 'half of them', value: usual },
    ratio: value / usual,
    goal: { text: `at most ${goalMs} ms`, met: value <= goalMs },
    rounds: slow,
  };
}

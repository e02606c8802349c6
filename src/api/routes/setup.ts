import { hasBus } from '../../bus/announcing.ts';
import type { Standing } from '../../monitoring/standing.ts';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { setupStatus } from '../schemas/status.ts';
import type { SetupStatus } from '../schemas/status.ts';
import { asIs, Told, told } from '../../told.ts';
import { toWording } from '../wording.ts';
import type { SiteState } from '../site/site-state.ts';

type StepView = SetupStatus['steps'][number];

interface Step extends Pick<StepView, 'step' | 'state'> {
  readonly told: Told | readonly Told[];
}

/** What a new site still needs, step by step. */
export function addSetup(server: ApiServer, parts: ApiParts, standing: Standing, site: SiteState): void {
  server.get(
    '/api/v1/setup',
    {
      config: { access: 'read', watched: true },
      schema: {
        operationId: 'getSetup',
        tags: ['Status'],
        summary: 'First-run setup: what is done, and what is next',
        response: answers(200, setupStatus),
      },
    },
    async (): Promise<SetupStatus> => {
      const steps = [
        databaseStep(parts),
        await eventsStep(parts, standing),
        await connectionStep(site),
        ...(await templateSteps(site)),
        await firstEventStep(site),
      ];
      return {
        done: steps.every(({ state }) => state === 'done' || state === 'optional'),
        steps: steps.map(toView),
      };
    },
  );
}

function toView({ step, state, told: said }: Step): StepView {
  const lines = said instanceof Told ? [said] : said;
  return { step, state, detail: lines.map(({ text }) => text).join(' '), wording: lines.map(toWording) };
}

function databaseStep({ database }: ApiParts): Step {
  return database.kind === 'postgresql'
    ? { step: 'database', state: 'done', told: told`Laurel uses PostgreSQL.` }
    : {
        step: 'database',
        state: 'optional',
        told: told`The embedded database is for trying Laurel out. Set LAUREL_DATABASE_URL for production.`,
      };
}

async function eventsStep({ settings: { bus, inbox } }: ApiParts, standing: Standing): Promise<Step> {
  const step = 'events';
  if (!hasBus(bus))
    return inbox === null
      ? {
          step,
          state: 'todo',
          told: told`Set EVENT_BUS_REDIS_CONNECTION_URL or EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS, or LAUREL_INBOX_TOKEN.`,
        }
      : { step, state: 'done', told: told`Events arrive through the HTTP inbox.` };
  const found = await standing.bus();
  if (found.state === 'away' || found.state === 'failing') return { step, state: 'problem', told: found.told };
  const topics = found.inspection?.topics ?? [];
  const missing = topics.filter(({ length }) => length === null).map(({ topic }) => topic);
  if (topics.length > 0 && missing.length === topics.length)
    return {
      step,
      state: 'problem',
      told: told`${missing.join(', ')} is not on the bus yet. It appears with the first event. Check EVENT_BUS_TOPIC_PREFIX.`,
    };
  return { step, state: 'done', told: told`Events arrive through the event bus.` };
}

async function connectionStep(site: SiteState): Promise<Step> {
  const accounts = await site.accounts();
  return accounts.length > 0
    ? { step: 'connection', state: 'done', told: asIs(accounts.map(({ account }) => account).join(', ')) }
    : { step: 'connection', state: 'optional', told: told`Only needed for badges at Credly or Accredible.` };
}

async function templateSteps(site: SiteState): Promise<Step[]> {
  const { total, active } = await site.templates();
  const made: Step =
    total > 0
      ? { step: 'template', state: 'done', told: told`${total} created` }
      : { step: 'template', state: 'todo', told: told`Create a badge template.` };
  if (active === 0)
    return [
      made,
      { step: 'active_template', state: 'todo', told: told`Activate a template. Only active templates award badges.` },
    ];
  const misfits = await site.misfits(await site.accounts());
  const ids = misfits.slice(0, 10).map(({ id }) => id);
  return [
    made,
    misfits.length === 0
      ? { step: 'active_template', state: 'done', told: told`${active} active` }
      : { step: 'active_template', state: 'problem', told: told`These do not match the settings: ${ids.join(', ')}` },
  ];
}

async function firstEventStep(site: SiteState): Promise<Step> {
  const at = await site.firstEventAt();
  return at === null
    ? { step: 'first_event', state: 'todo', told: told`No event has been processed yet.` }
    : { step: 'first_event', state: 'done', told: asIs(at.toISOString()) };
}

import { startCredlySimulator } from '../../simulators/credly/server.ts';
import { processBatch } from '../../src/consumer/process-batch.ts';
import type { RawMessage } from '../../src/events/message.ts';
import type { DeliveryWorker } from '../../src/issuing/delivery/worker.ts';
import type { Event } from '../../src/rules/event.ts';
import type { Template } from '../../src/rules/template.ts';
import type { DeliverySettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { ActivityLog } from '../../src/monitoring/activity-log.ts';
import { consumerParts, storeTemplates } from './consumer.ts';
import { silent } from './database.ts';
import { makeWorker, quick } from './deliveries.ts';
import { demoCourse, otherCourse, passing, thirdCourse } from './events.ts';
import type { EventDetails } from './events.ts';
import { messageOf, withIdentity } from './messages.ts';
import { stagePages } from './pages.ts';
import type { PagesStage } from './pages.ts';
import { SimulatorControl } from './simulator.ts';
import { failPenalty, passCourse, template } from './templates.ts';

export const busyOrganization = '0c9f6c1e-6d0a-4a55-9a0e-5f3f0b5d1a01';
const busyCredlyTemplate = '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e10';
const busyKey = 'a-key-of-the-simulator';

/** What can be earned on the busy site. */
export const busyTemplates = {
  /** Held by Laurel: passing the demo course; failing it takes the badge away. */
  graduate: template({
    id: 'demo-graduate',
    name: 'Demo graduate',
    requirements: [{ ...passCourse('pass-demo', demoCourse), description: 'Pass the demo course' }],
    penalties: [failPenalty('fail-demo', ['pass-demo'], demoCourse)],
  }),
  /** Held by Credly: the demo course, and one of two others. */
  steward: template({
    id: 'data-stewardship',
    name: 'Data Stewardship',
    holder: { origin: 'credly', organization: busyOrganization, template: busyCredlyTemplate },
    requirements: [
      { ...passCourse('pass-demo', demoCourse), description: 'Pass the demo course' },
      { ...passCourse('pass-other', otherCourse, 'choice'), description: 'Pass the advanced course' },
      { ...passCourse('pass-third', thirdCourse, 'choice'), description: 'Pass the practical course' },
    ],
    penalties: [failPenalty('fail-other', ['pass-other'], otherCourse)],
  }),
  /** Held by Credly as well: passing the third course. */
  practice: template({
    id: 'practice',
    name: 'Good practice',
    holder: { origin: 'credly', organization: busyOrganization, template: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e11' },
    requirements: [{ ...passCourse('pass-third', thirdCourse), description: 'Pass the practical course' }],
  }),
} as const;

export const people = {
  ada: { id: 7, username: 'ada', email: 'ada@example.org', name: 'Ada Lovelace' },
  grace: { id: 8, username: 'grace', email: 'grace@example.org', name: 'Grace Hopper' },
  alan: { id: 9, username: 'alan', email: 'alan@example.org', name: 'Alan Turing' },
  mary: { id: 10, username: 'mary', email: 'mary@example.org', name: 'Mary Somerville' },
  joan: { id: 11, username: 'joan', email: 'joan@example.org', name: 'Joan Clarke' },
  edith: { id: 12, username: 'edith', email: 'edith@example.org', name: 'Edith Clarke' },
  emmy: { id: 13, username: 'emmy', email: 'emmy@example.org', name: 'Emmy Noether' },
  kurt: { id: 14, username: 'kurt', email: 'kurt@example.org', name: 'Kurt Gödel' },
} as const;
export type PersonName = keyof typeof people;

/** A site on which learners pass and fail courses, with the pages, a consumer, a Credly and a delivery worker. */
export interface BusySite {
  readonly stage: PagesStage;
  readonly credly: SimulatorControl;
  /** Processes events as the consumer does, and counts them for the charts. */
  process(...events: readonly Event[]): Promise<void>;
  /** Processes a message that the consumer can't read. */
  park(message: RawMessage): Promise<void>;
  /** Starts bringing badges outside, until it is stopped or the site is closed. */
  startDelivery(settings?: Partial<DeliverySettings>): DeliveryWorker;
  /** Stops it, and counts what it did for the charts. */
  stopDelivery(): Promise<void>;
  close(): Promise<void>;
}

interface BusySiteOptions {
  /** What can be earned; left out: {@link busyTemplates}. */
  readonly templates?: readonly Template[];
  /** Settings besides those of Credly. */
  readonly environment?: Environment;
}

export async function stageBusySite({
  templates = Object.values(busyTemplates),
  environment = {},
}: BusySiteOptions = {}): Promise<BusySite> {
  const simulator = await startCredlySimulator({
    auth: 'strict',
    organizations: [
      {
        id: busyOrganization,
        name: 'Sim Academy',
        tokens: [busyKey],
        templates: [
          { id: busyCredlyTemplate, name: 'Data Stewardship' },
          { id: '5b0f7a52-1f0e-4c7e-8a53-0d1c5b6c9e11', name: 'Good practice' },
        ],
      },
    ],
  });
  const organizations = { [busyOrganization]: busyKey };
  const credly = { CREDLY_API_BASE_URL: simulator.apiBaseUrl, ORGANIZATIONS: organizations };
  const stage = await stagePages({ environment: { BADGES_CONFIG: JSON.stringify({ credly }), ...environment } });
  const { database } = stage.database;
  await storeTemplates(database, templates);
  const parts = consumerParts(database);
  const activity = new ActivityLog({ database, logger: silent });
  let running: ReturnType<typeof makeWorker> | null = null;

  async function consume(messages: readonly RawMessage[]): Promise<void> {
    activity.countBatch(await processBatch(parts, messages));
    await activity.flush();
  }

  async function stopDelivery(): Promise<void> {
    const stopping = running;
    running = null;
    await stopping?.worker.stop();
    for (const delivery of stopping?.deliveries ?? []) activity.countDelivery(delivery);
    await activity.flush();
  }

  return {
    stage,
    credly: new SimulatorControl(simulator.url),
    process: (...events) => consume(events.map((each) => messageOf(each))),
    park: (message) => consume([message]),
    startDelivery: (settings = {}) => {
      const access = { credlyUrl: simulator.apiBaseUrl, organizations };
      running = makeWorker(database, access, { ...quick, ...settings });
      running.worker.start();
      return running.worker;
    },
    stopDelivery,
    close: async () => {
      // The simulator first, so that calls which are never answered end at once.
      await simulator.close();
      await stopDelivery();
      await stage.close();
    },
  };
}

/** Somebody passes a course, or fails it. */
export function passes(
  who: PersonName,
  course: string,
  details: EventDetails & { readonly passing?: boolean } = {},
): Event {
  const { id, ...identity } = people[who];
  return withIdentity(passing({ ...details, learner: id, course }), identity);
}

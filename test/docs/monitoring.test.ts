import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Tally } from '../../src/consumer/report.ts';
import type { Database } from '../../src/store/database/database.ts';
import { spans } from '../../src/telemetry/attributes.ts';
import { createExposition } from '../../src/monitoring/exposition.ts';
import { createKafkaWatch } from '../../src/monitoring/kafka-metrics.ts';
import { Metrics } from '../../src/monitoring/metrics.ts';
import { Vitals } from '../../src/monitoring/vitals.ts';
import { createStanding } from '../../src/monitoring/standing.ts';
import { createEmbeddedDatabase } from '../support/database.ts';
import { readPage, sectionsOf } from './markdown.ts';

const page = readPage('docs/monitoring.md');
const section = (heading: string): string => sectionsOf(page).find((each) => each.heading === heading)?.body ?? '';
const firstCells = (body: string): string[] => [...body.matchAll(/^\| `([^`]+)`/gm)].map(([, cell = '']) => cell);

describe('docs/monitoring.md', () => {
  let database: Database;
  beforeAll(async () => {
    database = await createEmbeddedDatabase();
  });
  afterAll(() => database.close());

  test('has every metric, each with its labels', async () => {
    const metrics = new Metrics('1');
    const kafka = createKafkaWatch(metrics.registry);
    kafka.rebalanced('group');
    kafka.lag('topic', 0, 1);
    const tally = new Tally();
    tally.decided([]);
    metrics.countBatch(tally, 1);
    metrics.countCall({ origin: 'credly', method: 'GET', result: '2xx' }, 1);
    metrics.countRequest({ route: '/', method: 'GET', status: '200' }, 1);
    const topics = [
      {
        topic: 'topic',
        length: 1,
        group: 'group',
        standing: null,
        lacks: [],
        holdsSignals: false,
        otherGroups: [],
        keeping: null,
      },
    ];
    const inspectBus = () => Promise.resolve({ server: 'Redis', inconveniences: [], topics, prefixes: [] });
    const vitals = new Vitals({ version: '1', roles: ['consume'], stallMs: 60_000 });
    vitals.watch({ role: 'consume', name: 'topic', onBus: true });
    const standing = createStanding({ database, vitals, hasBus: true, inspectBus });
    const text = await createExposition(metrics, standing).render();
    const exposed = [...text.matchAll(/^# TYPE (laurel_\w+) /gm)].map(([, name = '']) => name);
    expect(new Set(firstCells(section('Metrics')))).toEqual(new Set(exposed));

    for (const [, name = '', labels = ''] of section('Metrics').matchAll(/^\| `(laurel_\w+)` +\| ([^|]*)\|/gm)) {
      const told = [...labels.matchAll(/`(\w+)`/g)].map(([, label = '']) => label);
      const line = text.split('\n').find((each) => new RegExp(`^${name}(_bucket|_count)?[{ ]`).test(each));
      if (line === undefined) continue;
      const found = [...line.matchAll(/(\w+)="/g)].map(([, label = '']) => label).filter((label) => label !== 'le');
      expect(found, name).toEqual(told);
    }
  });

  test('has every span', () => {
    expect(firstCells(section('Traces'))).toEqual(Object.values(spans));
  });

  test('alerts only on metrics that there are', () => {
    const known = firstCells(section('Metrics'));
    for (const [name] of page.matchAll(/\blaurel_[a-z_]+\b/g)) expect(known).toContain(name);
  });
});

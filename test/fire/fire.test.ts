import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hasPostgresql } from '../support/database.ts';
import { isKafkaInstalled } from '../support/kafka.ts';
import { sharedKafka } from '../support/on-demand.ts';
import { isRegistryInstalled } from '../support/registry.ts';
import { isRedisInstalled } from '../support/redis.ts';
import { Campaign } from './campaign.ts';
import { lackedBy, nemeses, nemesesNamed } from './nemesis/catalogue.ts';
import { findPlant, plants } from './planted.ts';
import { playScenario, readRatchet } from './ratchet.ts';
import type { Scenario } from './ratchet.ts';
import { lineOf, verdictOf } from './report.ts';

/** A part of what `npm run fire` does (docs/fire.md). */
const scenarios = readRatchet().map((scenario) => ({ ...scenario, together: scenario.faults.join(' + ') }));

test('the ratchet knows each fault alone, and no other fault', () => {
  const alone = scenarios
    .filter(({ faults, short }) => faults.length === 1 && short.length === 0)
    .flatMap(({ faults }) => faults);
  expect(alone.toSorted()).toEqual(nemeses.map(({ name }) => name).toSorted());
  const known = new Set(alone);
  expect(scenarios.flatMap(({ faults }) => faults).filter((name) => !known.has(name))).toEqual([]);
});

describe.skipIf(!hasPostgresql() || !isRedisInstalled())('under fire', () => {
  let campaign: Campaign;
  beforeAll(async () => {
    campaign = await Campaign.begin({ seed: 20_261_130, bus: 'redis' });
  });
  afterAll(async () => {
    await campaign?.end();
  });

  test.for(scenarios.filter(({ short }) => short.includes('redis')))(
    'S3, S11, S14 to S17, S20, S21, S28: $together: $shows',
    { timeout: 300_000 },
    (scenario, { skip }) => holds(campaign, scenario, skip),
  );

  // After all scenarios: what they leave behind stays broken.
  test.for(plants)('a mistake in a copy of Laurel is found: $name', { timeout: 180_000 }, async (planted) => {
    const found = await findPlant(campaign, planted);
    expect(found, found.join(', ')).toSatisfy((kinds: typeof found) =>
      kinds.some((kind) => planted.shows.includes(kind)),
    );
  });
});

describe.skipIf(!hasPostgresql() || !isKafkaInstalled() || !isRegistryInstalled())('under fire, on Kafka', () => {
  let campaign: Campaign;
  beforeAll(async () => {
    campaign = await Campaign.begin({ seed: 20_261_130, bus: 'kafka', kafka: await sharedKafka() });
  }, 120_000);
  afterAll(async () => {
    await campaign?.end();
  });

  test.for(scenarios.filter(({ short }) => short.includes('kafka')))(
    'S3, S11, S14 to S17, S20, S21, S28: $together: $shows',
    { timeout: 300_000 },
    (scenario, { skip }) => holds(campaign, scenario, skip),
  );
});

async function holds(campaign: Campaign, scenario: Scenario, skip: (why: string) => void): Promise<void> {
  const lacked = lackedBy(nemesesNamed(scenario.faults));
  if (lacked !== null) return skip(`this machine lacks ${lacked}`);
  const played = await playScenario(campaign, scenario);
  const log = played.anomalies.length === 0 ? '' : `\n${campaign.logs.join('\n---\n')}`;
  expect(verdictOf(played), `${lineOf(1, played)}${log}`).toBe(scenario.shows);
}

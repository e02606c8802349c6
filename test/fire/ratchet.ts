import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Campaign, Played } from './campaign.ts';
import { nemesesNamed } from './nemesis/catalogue.ts';

const ratchet = z.strictObject({
  scenarios: z.array(
    z.strictObject({
      faults: z.array(z.string()).min(1),
      /** What `verdictOf` says of it. */
      shows: z.string(),
      /** On which buses `npm test` plays it. */
      short: z.array(z.enum(['redis', 'kafka'])).default([]),
    }),
  ),
});

/** Faults that happen together, and what they are known to show. */
export type Scenario = z.output<typeof ratchet>['scenarios'][number];

export function readRatchet(): Scenario[] {
  return ratchet.parse(parse(readFileSync(join(import.meta.dirname, 'ratchet.yaml'), 'utf8'))).scenarios;
}

/** On a busy machine a point may not be come by in time: such a round proves nothing, and another one is played. */
const mostTries = 3;

/** Plays a scenario; `verdictOf` says what it shows. */
export async function playScenario(campaign: Campaign, { faults }: Scenario): Promise<Played> {
  const all = nemesesNamed(faults);
  let played = await campaign.play(all);
  for (let tries = 1; tries < mostTries && played.idle.length > 0 && played.anomalies.length === 0; tries += 1)
    played = await campaign.play(all);
  return played;
}

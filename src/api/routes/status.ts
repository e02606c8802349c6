import { createExposition } from '../../monitoring/exposition.ts';
import type { ApiServer, RouteParts } from '../parts.ts';
import { createSiteState } from '../site/site-state.ts';
import { addHealth } from './health.ts';
import { addMetrics } from './metrics.ts';
import { addOverview } from './overview.ts';
import { addSettings } from './settings.ts';
import { addSetup } from './setup.ts';

/** How everything stands, for people and for machines: all of them look at the same things, once. */
export function addStatus(server: ApiServer, parts: RouteParts): void {
  const { standing } = parts;
  const site = createSiteState(parts);
  addOverview(server, parts, standing, site);
  addSetup(server, parts, standing, site);
  addSettings(server, parts);
  addHealth(server, standing);
  addMetrics(server, createExposition(parts.metrics, standing));
}

import type { Template } from '../../rules/template.ts';
import type { Queryable } from '../../store/database/database.ts';
import { loadEventTypesSeen } from '../../store/engine/event-types-seen.ts';
import type { EventTypeSeen } from '../../store/engine/event-types-seen.ts';
import { loadActiveTemplates } from '../../store/engine/templates.ts';
import { count } from '../terminal/output.ts';
import { ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

const advice =
  'Check that the LMS sends it to a topic that Laurel reads (EVENT_BUS_PRODUCER_CONFIG there, EVENT_BUS_TOPIC_PREFIX on both sides).';

/**
 * Whether events of the types that active templates need have ever come. Types that are not configured can't come; that is
 * a mistake of their templates, and told there.
 */
export async function checkEventTypes(queryable: Queryable, configured: readonly string[]): Promise<Check[]> {
  const needing = templatesByType(await loadActiveTemplates(queryable));
  const seen = new Map((await loadEventTypesSeen(queryable)).map((each) => [each.type, each]));
  return [...needing]
    .filter(([type]) => configured.includes(type))
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([type, templates]) => checkType(type, templates.size, seen.get(type)));
}

function checkType(type: string, templates: number, seen: EventTypeSeen | undefined): Check {
  const check = `event type ${type}`;
  const needed = `${count(templates, 'active template')} ${templates === 1 ? 'needs' : 'need'} it`;
  if (seen === undefined)
    return warn(
      check,
      `no process has watched for it yet; ${needed}`,
      'Start `laurel run` or `laurel consume` with these settings.',
    );
  const { watchedSince, lastSeenAt } = seen;
  if (lastSeenAt === null)
    return warn(check, `no event of this type since ${watchedSince.toISOString()}; ${needed}`, advice);
  return ok(check, `the last one arrived at ${lastSeenAt.toISOString()}, to the minute; ${needed}`);
}

function templatesByType(templates: readonly Template[]): Map<string, Set<string>> {
  const byType = new Map<string, Set<string>>();
  for (const { id, requirements, penalties } of templates)
    for (const { event } of [...requirements, ...penalties]) {
      const needing = byType.get(event) ?? new Set();
      byType.set(event, needing.add(id));
    }
  return byType;
}

import { groupRequirements } from './groups.ts';
import type { DataRule, Penalty, Requirement, TemplateRules } from './template.ts';

/** What of a template says who earns it. */
export type RuleContent = Pick<TemplateRules, 'requirements' | 'penalties'>;

/**
 * - `none`: requirements and penalties are as they were;
 * - `words`: only how they are described, called or ordered is different: whoever met them before meets them now;
 * - `rules`: what they ask for is different, and with it the progress of learners.
 */
export type RuleChange = 'none' | 'words' | 'rules';

/** What an edit means for the rules of a template. The server and the pages both go by this. Pure. */
export function ruleChange(before: RuleContent, after: RuleContent): RuleChange {
  if (asWritten(before) === asWritten(after)) return 'none';
  return asJudged(before) === asJudged(after) ? 'words' : 'rules';
}

/** One text, equal exactly when everything is the same, whatever the order of keys. */
function asWritten({ requirements, penalties }: RuleContent): string {
  return JSON.stringify([
    requirements.map(({ id, event, group, description, rules }) => [id, event, group, description, rules.map(plain)]),
    penalties.map(({ id, event, description, requirements: links, rules }) => [
      id,
      event,
      description,
      links,
      rules.map(plain),
    ]),
  ]);
}

/** The same for what `decide` looks at: neither words nor order, and of groups only who is in one together. */
function asJudged({ requirements, penalties }: RuleContent): string {
  return JSON.stringify([
    sorted(requirements.map(({ id, event, rules }: Requirement) => [id, event, sorted(rules.map(plain))])),
    sorted(groupRequirements(requirements).map(sorted)),
    sorted(
      penalties.map(({ id, event, requirements: links, rules }: Penalty) => [
        id,
        event,
        sorted(links),
        sorted(rules.map(plain)),
      ]),
    ),
  ]);
}

function plain({ path, operator, value }: DataRule): readonly string[] {
  return [path, operator, value];
}

function sorted(items: readonly unknown[]): string[] {
  return items.map((item) => JSON.stringify(item)).toSorted();
}

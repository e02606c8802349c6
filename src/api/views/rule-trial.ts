import { cut } from '../../rules/cut.ts';
import type { RuleTrial } from '../../rules/data-rule.ts';
import type { RuleTrial as RuleTrialView } from '../schemas/rule-trial.ts';

/** Each rule of a template tells the value that it read, and all of them may have read the same long text. */
const longestActual = 200;

/** How a data rule fared with an event, as the API tells it. */
export function toRuleTrialView({ rule, actual, holds }: RuleTrial): RuleTrialView {
  return { rule: { ...rule }, actual: typeof actual === 'string' ? cut(actual, longestActual) : actual, holds };
}

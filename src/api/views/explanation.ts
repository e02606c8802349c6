import type { Evidence } from '../../rules/decide.ts';
import type { Explanation } from '../../rules/explain.ts';
import type { EventOnRecord, Miss } from '../../rules/on-record.ts';
import type { Penalty } from '../../rules/template.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { Evidence as EvidenceView, Explanation as ExplanationView, NearestEvent } from '../schemas/explanation.ts';
import { toRuleTrialView } from './rule-trial.ts';

/** An explanation as API and command line tell it, times to the microsecond. */
export function toExplanationView({ measure, groups }: Explanation): ExplanationView {
  return {
    ratio: measure.groups === 0 ? 0 : measure.met / measure.groups,
    complete: measure.complete,
    groupsMet: measure.met,
    groups: groups.map(({ met, requirements }) => ({
      met,
      requirements: requirements.map(({ evidence, resetBy, onRecord, nearest, rules, ...requirement }) => ({
        ...requirement,
        rules: rules.map((rule) => ({ ...rule })),
        evidence: evidence && toEvidenceView(evidence),
        resetBy: resetBy && toConditionView(resetBy),
        onRecord: onRecord && toOnRecordView(onRecord),
        nearest: nearest && toNearestView(nearest),
      })),
    })),
  };
}

function toConditionView({ description, event, rules }: Penalty) {
  return { description, event, rules: rules.map((rule) => ({ ...rule })) };
}

function toEvidenceView(evidence: Evidence): EvidenceView {
  const { eventId, eventType, eventSource, time, values, version, penalty } = evidence;
  return { eventId, eventType, eventSource, time: toTimestamp(time), values: { ...values }, version, penalty };
}

function toOnRecordView({ template, eventId, time }: EventOnRecord) {
  return {
    template: template?.id ?? null,
    templateName: template?.name ?? null,
    eventId,
    time: toTimestamp(time),
  };
}

/** A miss as API and command line tell it. */
export function toNearestView({ eventId, time, rules }: Miss): NearestEvent {
  return { eventId, time: toTimestamp(time), rules: rules.map(toRuleTrialView) };
}

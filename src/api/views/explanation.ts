import type { Evidence } from '../../rules/decide.ts';
import type { Explanation } from '../../rules/explain.ts';
import type { EventOnRecord } from '../../rules/on-record.ts';
import { toTimestamp } from '../../store/database/timestamps.ts';
import type { Evidence as EvidenceView, Explanation as ExplanationView } from '../schemas/explanation.ts';

/** An explanation as API and command line tell it, times to the microsecond. */
export function toExplanationView({ measure, groups }: Explanation): ExplanationView {
  return {
    ratio: measure.groups === 0 ? 0 : measure.met / measure.groups,
    complete: measure.complete,
    groupsMet: measure.met,
    groups: groups.map(({ met, requirements }) => ({
      met,
      requirements: requirements.map(({ evidence, onRecord, rules, ...requirement }) => ({
        ...requirement,
        rules: rules.map((rule) => ({ ...rule })),
        evidence: evidence && toEvidenceView(evidence),
        onRecord: onRecord && toOnRecordView(onRecord),
      })),
    })),
  };
}

function toEvidenceView(evidence: Evidence): EvidenceView {
  const { eventId, eventType, eventSource, time, values, version, penalty } = evidence;
  return { eventId, eventType, eventSource, time: toTimestamp(time), values: { ...values }, version, penalty };
}

function toOnRecordView({ template, templateName, eventId, time }: EventOnRecord) {
  return { template, templateName, eventId, time: toTimestamp(time) };
}

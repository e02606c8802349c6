import { parseCloudEvent } from '../../events/cloudevents-json.ts';
import { createReader } from '../../events/reader.ts';
import type { Reading } from '../../events/reading.ts';
import { createVocabulary } from '../../events/vocabulary.ts';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import { explain, tryEvent } from '../../rules/explain.ts';
import type { Template } from '../../rules/template.ts';
import { loadEvidence, loadOnRecord } from '../../store/lists/explanation.ts';
import { findLearnerById } from '../../store/lists/learner-list.ts';
import { changedFields, findTemplate } from '../../store/engine/templates.ts';
import { answers } from '../answers.ts';
import type { ApiParts, ApiServer } from '../parts.ts';
import { trialRequest, trialResult } from '../schemas/trials.ts';
import type { TrialResult } from '../schemas/trials.ts';
import { fromDocument } from '../templates/template-mistakes.ts';
import { toExplanationView } from '../views/explanation.ts';
import { toRuleTrialView } from '../views/rule-trial.ts';

/** Tries a template, stored or as it stands in the editor, on an event or on a learner. Changes nothing. */
export function addTemplateTrials(server: ApiServer, { database, settings }: ApiParts): void {
  // As the consumers have them: what people are not offered as a key path still compares by its type.
  const read = createReader({ eventTypes: settings.events });
  const vocabulary = createVocabulary(settings.events, []);

  server.post(
    '/api/v1/templates/try',
    {
      config: { access: 'read' },
      schema: {
        operationId: 'tryTemplate',
        tags: ['Templates'],
        summary: 'Try a badge template on an event or on a learner: what matches, and why not',
        body: trialRequest,
        response: answers(200, trialResult),
      },
    },
    async ({ body: { template, subject } }): Promise<TrialResult> => {
      const tried = fromDocument(template, true);
      return subject.kind === 'event' ? onEvent(tried, subject.event) : onLearner(tried, subject.learner);
    },
  );

  function onEvent(template: Template, given: Readonly<Record<string, unknown>>): TrialResult {
    const reading = read(parseCloudEvent(Buffer.from(JSON.stringify(given)), { topic: 'trial', position: '0' }));
    if (reading.kind !== 'event') return { kind: 'unreadable', ...whyNot(reading) };
    const { event } = reading;
    const conditions = tryEvent(template, event, vocabulary).map(({ rules, ...condition }) => ({
      ...condition,
      rules: rules.map(toRuleTrialView),
    }));
    return { kind: 'event', eventType: event.type, learner: event.learner.id, conditions };
  }

  /** By what is stored of the learner on the template of this id: evidence of requirements that keep their id counts on. */
  async function onLearner(template: Template, learner: number): Promise<TrialResult> {
    if ((await findLearnerById(database, learner)) === null)
      throw new LaurelError(
        'LEARNER_NOT_FOUND',
        told`No event about a badge has mentioned a learner with the LMS user id ${learner} yet.`,
      );
    const stored = await findTemplate(database, template.id);
    const evidence = stored === null ? new Map() : await loadEvidence(database, learner, stored.key);
    const events = await loadOnRecord(database, learner, {
      key: stored?.key ?? null,
      requirements: template.requirements,
    });
    const version = stored === null ? template.version : stored.version + (hasNewRules(stored, template) ? 1 : 0);
    return {
      kind: 'learner',
      learner,
      explanation: toExplanationView(explain({ ...template, version }, evidence, events)),
    };
  }
}

function hasNewRules(stored: Template, template: Template): boolean {
  return changedFields(stored, template).some((field) => field === 'requirements' || field === 'penalties');
}

function whyNot(reading: Exclude<Reading, { kind: 'event' }>): { reason: string; detail: string } {
  if (reading.kind === 'unreadable')
    return { reason: reading.reason, detail: `It would be parked: ${reading.detail}.` };
  switch (reading.reason) {
    case 'type_not_configured':
      return {
        reason: reading.reason,
        detail: `It would be ignored: ${reading.type} is not among the configured event types (BADGES_CONFIG.events).`,
      };
    case 'no_learner':
      return { reason: reading.reason, detail: 'It would be ignored: it is about no learner, for that field is null.' };
    case 'learner_retired':
      return { reason: reading.reason, detail: 'It would be ignored: its learner is retired.' };
  }
}

import { eventTypesWithLearner } from '../../src/events/catalogue.ts';
import { createVocabulary } from '../../src/events/vocabulary.ts';
import type { KeyPath, ValueType, Vocabulary } from '../../src/rules/value-type.ts';

/** All event types that can be configured, with all their key paths. */
export const fullVocabulary: Vocabulary = createVocabulary(eventTypesWithLearner(), []);

/** A vocabulary of one event type, for value types that no real event has at hand. */
export function vocabularyOf(eventType: string, types: Readonly<Record<string, ValueType>>): Vocabulary {
  const keyPaths = Object.entries(types).map(([path, type]): KeyPath => ({ path, type, nullable: true }));
  return { eventTypes: [eventType], keyPaths: (type) => (type === eventType ? keyPaths : []), isIgnored: () => false };
}

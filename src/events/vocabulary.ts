/** What the configured events offer to rules (S7), and what is wrong with a configured event type (S1). */
import type { KeyPath, Vocabulary } from '../rules/value-type.ts';
import { didYouMean } from '../suggest.ts';
import { eventTypesWithLearner, shippedCatalogue, type Catalogue, type EventType } from './catalogue.ts';

/**
 * The vocabulary of rules: the configured event types with their key paths, less the ignored ones.
 *
 * An ignored path hides itself and everything below it. `user` at its start means the learner wherever the event has
 * it, so that `user.pii.email` also hides the `pii.email` of a registration and the `student_user.pii.email` of an exam.
 */
export function createVocabulary(
  eventTypes: readonly string[],
  ignoredKeyPaths: readonly string[],
  catalogue: Catalogue = shippedCatalogue(),
): Vocabulary {
  const offered = new Map<string, readonly KeyPath[]>();
  for (const type of [...new Set(eventTypes)].toSorted()) {
    const known = catalogue.types.get(type);
    if (known !== undefined) offered.set(type, offeredPaths(known, ignoredKeyPaths));
  }
  const keyPaths = (eventType: string): readonly KeyPath[] => offered.get(eventType) ?? [];
  const has = (paths: readonly KeyPath[], wanted: string): boolean => paths.some(({ path }) => path === wanted);
  return {
    eventTypes: [...offered.keys()],
    keyPaths,
    isIgnored: (eventType, path) =>
      offered.has(eventType) &&
      has(catalogue.types.get(eventType)?.keyPaths ?? [], path) &&
      !has(keyPaths(eventType), path),
  };
}

function offeredPaths({ keyPaths, learnerPath }: EventType, ignoredKeyPaths: readonly string[]): readonly KeyPath[] {
  const ignored = ignoredKeyPaths.flatMap((path) => [path, ...inLearner(path, learnerPath)]);
  return keyPaths.filter(({ path }) => !ignored.some((hidden) => isWithin(path, hidden)));
}

/** The path as this event has it, when it names the learner or something of the learner. */
function inLearner(path: string, learnerPath: EventType['learnerPath']): readonly string[] {
  if (learnerPath === null || !isWithin(path, 'user')) return [];
  const rest = path.slice('user.'.length);
  return [learnerPath === '' || rest === '' ? learnerPath || rest : `${learnerPath}.${rest}`];
}

function isWithin(path: string, ancestor: string): boolean {
  return ancestor === '' || path === ancestor || path.startsWith(`${ancestor}.`);
}

/**
 * Every mistake in the configured event types, one line each, the last one with all that would be valid; empty when
 * there is none (S1).
 */
export function findEventTypeMistakes(
  eventTypes: readonly string[],
  catalogue: Catalogue = shippedCatalogue(),
): readonly string[] {
  const valid = eventTypesWithLearner(catalogue);
  const mistakes =
    eventTypes.length === 0
      ? ['no event type is configured; name at least one']
      : [...new Set(eventTypes)].flatMap((type) => mistakeOf(type, valid, catalogue));
  return mistakes.length === 0 ? [] : [...mistakes, `Valid event types: ${valid.join(', ')}`];
}

function mistakeOf(type: string, valid: readonly string[], catalogue: Catalogue): readonly string[] {
  if (valid.includes(type)) return [];
  const known = catalogue.types.get(type);
  const newest = catalogue.versions.at(-1) ?? '';
  if (known === undefined) {
    return [`"${type}" is no event type of openedx-events ${newest}.${didYouMean(type, valid)}`];
  }
  if (known.variants.length === 0) return [`"${type}" can't be used: openedx-events does not put it on an event bus.`];
  if (known.learnerPath === null)
    return [`"${type}" can't be used: it carries no UserData, so it is about no learner.`];
  return [`"${type}" can't be used: openedx-events ${newest} no longer has it.`];
}

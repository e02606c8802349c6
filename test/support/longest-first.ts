import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';

/** What takes longest, in the order in which it shall begin. */
const long = [
  'invariants/chaos',
  'pages/connections',
  'fire/fire',
  'api/fuzz',
  'operations/',
  'cli/demo',
  'interop/',
  'invariants/',
  'pages/',
  'cli/process',
];

/** Begins with the files that take longest: one that begins last runs alone, while the other workers have nothing to do. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- it is no array's
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}

function rankOf({ moduleId }: TestSpecification): number {
  const rank = long.findIndex((part) => moduleId.includes(`/test/${part}`));
  return rank === -1 ? long.length : rank;
}

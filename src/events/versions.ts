/** Versions of openedx-events: dotted whole numbers, as in the `sourcelib` of an event. */

/** The version that wrote an event, as seen from the versions that are shipped. */
export interface WriterVersion {
  /** Index of the nearest shipped version at or below it, else of the oldest. */
  readonly rank: number;
  /** True when it is that version exactly. */
  readonly shipped: boolean;
  /** True when it may know more fields than any shipped version: it is newer than all of them, or not told. */
  readonly mayBeNewer: boolean;
}

/** Who wrote JSON without saying which version: by the newest schema, as far as it is known. */
export function untoldWriter(shippedVersions: readonly string[]): WriterVersion {
  return { rank: shippedVersions.length - 1, shipped: true, mayBeNewer: true };
}

/** Finds the writer's version; undefined when the text is no version. */
export type FindVersion = (sourcelib: string) => WriterVersion | undefined;

/** How many answers are remembered. A site has a handful of versions; strangers must not fill the memory. */
const remembered = 64;

/** @param shippedVersions oldest first */
export function createFindVersion(shippedVersions: readonly string[]): FindVersion {
  const versions = shippedVersions.map((text) => parseVersion(text) ?? []);
  const answers = new Map<string, WriterVersion | undefined>();

  const find: FindVersion = (sourcelib) => {
    const version = parseVersion(sourcelib);
    if (version === undefined) return undefined;
    const below = versions.findLastIndex((candidate) => compareVersions(candidate, version) <= 0);
    const nearest = versions[below];
    const shipped = nearest !== undefined && compareVersions(nearest, version) === 0;
    return { rank: Math.max(0, below), shipped, mayBeNewer: below === versions.length - 1 && !shipped };
  };

  return (sourcelib) => {
    const known = answers.get(sourcelib);
    if (known !== undefined || answers.has(sourcelib)) return known;
    if (answers.size >= remembered) answers.clear();
    const answer = find(sourcelib);
    answers.set(sourcelib, answer);
    return answer;
  };
}

/** Reads `11.2.0`; undefined when the text is anything else. */
function parseVersion(text: string): readonly number[] | undefined {
  return /^\d{1,9}(\.\d{1,9}){0,3}$/.test(text) ? text.split('.').map(Number) : undefined;
}

/** Negative when `left` is the older one, 0 when they are equal. Missing parts count as 0. */
function compareVersions(left: readonly number[], right: readonly number[]): number {
  for (let part = 0; part < Math.max(left.length, right.length); part++) {
    const difference = (left[part] ?? 0) - (right[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Ids of entries in Redis Streams: `<milliseconds>-<number>`, each part an unsigned number of 64 bits. */

/** Before every entry. */
export const noEntry = '0-0';

const largest = 2n ** 64n - 1n;

function parts(id: string): [milliseconds: bigint, number: bigint] {
  const [milliseconds = '0', number = '0'] = id.split('-');
  return [BigInt(milliseconds), BigInt(number)];
}

/** Whether the one was added after the other. */
export function isAfter(id: string, other: string): boolean {
  const [milliseconds, number] = parts(id);
  const [otherMilliseconds, otherNumber] = parts(other);
  return milliseconds === otherMilliseconds ? number > otherNumber : milliseconds > otherMilliseconds;
}

export function laterOf(id: string, other: string): string {
  return isAfter(other, id) ? other : id;
}

/** The id just before this one, whether or not there is such an entry. */
export function justBefore(id: string): string {
  const [milliseconds, number] = parts(id);
  if (number > 0n) return `${milliseconds}-${number - 1n}`;
  return milliseconds > 0n ? `${milliseconds - 1n}-${largest}` : noEntry;
}

/** When the entry was added, by the clock of Redis; null for ids that are no times. */
export function timeOf(id: string): Date | null {
  const time = new Date(Number(parts(id)[0]));
  return time.getTime() > 0 && !Number.isNaN(time.getTime()) ? time : null;
}

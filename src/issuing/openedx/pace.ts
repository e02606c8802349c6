/** Up to this part of the processors, what others need leaves enough for a thread that signs without a rest. */
const plenty = 0.4;
/** From this part on, whoever takes a processor takes it from somebody. */
const scarce = 0.6;
/** Of one processor: learners wait for their badges, too. With some 3 ms a badge, 16 a second. */
const leastShare = 0.05;
/** The first badge of a thread takes a hundred times as long as the next ones, and somebody may be waiting for those. */
const mostRestMs = 100;

/**
 * How long a signing thread rests after a badge, so that events don't wait for signatures. A lower priority alone would not do: each badge that
 * is signed is work of the database and of the process around the thread, too, and priorities don't count between containers.
 *
 * @param processorMs how much processor time the badge took
 * @param othersNeed which part of the machine's processors others need, 0 to 1 (processors.ts)
 */
export function restAfter(processorMs: number, othersNeed: number): number {
  const share = Math.min(1, Math.max(leastShare, (scarce - othersNeed) / (scarce - plenty)));
  return Math.min(mostRestMs, processorMs * (1 / share - 1));
}

/**
 * How much longer than its thread waited for a processor it rests. Four times: where events take half of what a thread could use, it
 * does a fifth of what it could, and of what each badge costs the database beside it, as much less.
 */
const restPerWait = 4;
/** Somebody may be waiting for the next one. */
const mostRestMs = 50;

/**
 * How long a signing thread rests after a badge. Its priority is the lowest, and still each badge that it signs is work of the database
 * and of the process around it, whose priority is not. So it takes from how long it had to wait for a processor that others need
 * them, and leaves more of them free. Where processors are free, it never rests (processors.ts).
 *
 * @param wallMs how long the badge took
 * @param processorMs how long of that the thread had a processor
 */
export function restAfter(wallMs: number, processorMs: number): number {
  return Math.min(mostRestMs, restPerWait * Math.max(0, wallMs - processorMs));
}

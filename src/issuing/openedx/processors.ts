import { cpus } from 'node:os';

/** Milliseconds of all processors together since the machine began. */
export interface ProcessorTimes {
  readonly idle: number;
  readonly all: number;
}

/** So often it is looked, and over so long. */
const lookEveryMs = 250;
/** What they did in a longer time says little of now. */
const tooLongMs = 1_000;

/** What part of this machine's processors others need: all that is neither idle nor spent by who looks. */
export class Processors {
  readonly #read: () => ProcessorTimes;
  #before: ProcessorTimes;
  #lookedAt: number;
  #ownMs = 0;
  #othersNeed = 0;

  /** @param now milliseconds of a steady clock */
  constructor(now: number, read = timesOfMachine) {
    this.#read = read;
    this.#before = read();
    this.#lookedAt = now;
  }

  /**
   * @param ownMs processor time that whoever looks has used since the last call
   * @returns 0 to 1, over a quarter of a second or somewhat longer, of late
   */
  othersNeed(now: number, ownMs: number): number {
    this.#ownMs += ownMs;
    if (now - this.#lookedAt < lookEveryMs) return this.#othersNeed;
    const times = this.#read();
    const all = times.all - this.#before.all;
    const idle = times.idle - this.#before.idle;
    if (all > 0 && now - this.#lookedAt < tooLongMs)
      this.#othersNeed = Math.min(1, Math.max(0, (all - idle - this.#ownMs) / all));
    this.#before = times;
    this.#lookedAt = now;
    this.#ownMs = 0;
    return this.#othersNeed;
  }
}

function timesOfMachine(): ProcessorTimes {
  let idle = 0;
  let all = 0;
  for (const { times } of cpus()) {
    idle += times.idle;
    all += times.user + times.nice + times.sys + times.idle + times.irq;
  }
  return { idle, all };
}

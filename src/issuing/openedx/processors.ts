import { cpus } from 'node:os';

/** Milliseconds of all processors together since the machine began. */
export interface ProcessorTimes {
  readonly idle: number;
  readonly all: number;
}

/** So often it is looked, and over so long. */
const lookEveryMs = 250;
/** With less of them idle, whoever takes a processor takes it from somebody. */
const enoughIdle = 0.2;

/** Whether the processors of this machine are short: who waits for one while others idle has another reason to wait. */
export class Processors {
  readonly #read: () => ProcessorTimes;
  #before: ProcessorTimes;
  #lookedAt: number;
  #areShort = false;

  /** @param now milliseconds of a steady clock */
  constructor(now: number, read = timesOfMachine) {
    this.#read = read;
    this.#before = read();
    this.#lookedAt = now;
  }

  areShort(now: number): boolean {
    if (now - this.#lookedAt < lookEveryMs) return this.#areShort;
    const times = this.#read();
    const all = times.all - this.#before.all;
    this.#areShort = all > 0 && (times.idle - this.#before.idle) / all < enoughIdle;
    this.#before = times;
    this.#lookedAt = now;
    return this.#areShort;
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

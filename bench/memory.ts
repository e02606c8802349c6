import { randomUUID } from 'node:crypto';
import type { Event } from '../src/rules/event.ts';
import { passing } from '../test/support/events.ts';
import type { Benchmark, BenchContext, Figure } from './support/benchmark.ts';
import { awardedCourse, awardingTemplate, momentOf, templates } from './support/events.ts';
import { withWorkbench } from './support/workbench.ts';

/** So small that it is full after the first step: what grows after that would grow for ever. */
const knownLearners = 20_000;

/** Does a process grow with the number of events that it has seen? */
export const memory: Benchmark = {
  letter: 'f',
  name: 'memory',
  title: 'Resident memory of a consumer',
  run,
};

function run(context: BenchContext): Promise<Figure[]> {
  const step = context.quick ? 20_000 : 100_000;
  const steps = 10;
  return withWorkbench(context, async (bench) => {
    const site = await bench.createSite('memory', [awardingTemplate, ...templates(1_000)]);
    const consumer = await bench.startConsumer(site, knownLearners);
    const resident: number[] = [];
    for (let number = 0; number < steps; number += 1) {
      const topic = `memory-${number}`;
      await bench.fill(topic, mixed(step, number * step));
      await bench.rate([consumer], topic, step);
      await bench.redis.sendCommand(['DEL', topic]);
      const { residentBytes, heapBytes } = await consumer.measureMemory();
      resident.push(residentBytes / 2 ** 20);
      const events = ((number + 1) * step).toLocaleString('en');
      context.progress(
        `${events} events: ${mib(residentBytes)} MiB resident, ${mib(heapBytes)} MiB of them heap in use`,
      );
    }
    context.draw({
      name: 'memory',
      title: 'Resident memory of a consumer that remembers 20,000 learners',
      x: { label: 'events, thousands', scale: 'linear' },
      y: { label: 'MiB', scale: 'linear' },
      lines: [
        {
          name: 'resident, garbage collected',
          points: resident.map((mebibytes, index) => [((index + 1) * step) / 1_000, mebibytes]),
        },
      ],
    });
    const [value, counterpart] = [resident.at(-1) ?? NaN, resident[1] ?? NaN];
    const ratio = value / counterpart;
    return [
      {
        name: 'memory.resident',
        what: `Resident memory after ${(steps * step).toLocaleString('en')} events`,
        unit: 'MiB',
        value,
        counterpart: { what: `after ${(2 * step).toLocaleString('en')}`, value: counterpart },
        ratio,
        goal: { text: 'at most 1.1', met: ratio <= 1.1 },
        rounds: resident,
      },
    ];
  });
}

/** Of twenty events, one is an award to a new learner; of the others, half are of learners never seen before. */
function* mixed(count: number, first: number): Generator<Event> {
  for (let number = first; number < first + count; number += 1) {
    const learner = number % 2 === 0 ? 1 + (number % 10_000) : 1_000_000 + number;
    const course = number % 20 === 1 ? awardedCourse : `course-v1:OpenedX+Other${number % 97}+2026`;
    yield passing({ id: randomUUID(), learner, course, time: momentOf(number) });
  }
}

function mib(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(0);
}

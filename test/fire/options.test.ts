import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { node } from '../support/laurel.ts';
import { readCommand } from './options.ts';

test.for([
  [
    ['--faults', 'kill,redis-trimm'],
    'There is no fault "redis-trimm". Did you mean "redis-trim"? --list tells all of them.',
  ],
  [['--faults', 'a-meteorite'], 'There is no fault "a-meteorite". --list tells all of them.'],
  [['--faults', 'redis-trim', '--bus', 'kafka'], 'The fault redis-trim is not one of kafka: use it with --bus redis.'],
  [['--bus', 'kafak'], '--bus is "kafak"; it must be redis or kafka. Did you mean "kafka"?'],
  [['--seed', 'seven'], '--seed is "seven"; it must be a whole number, 0 or more.'],
  [['--seeds', '1-20'], '--seeds is "1-20"; it must be a range such as 1..20.'],
  [['--seeds', '20..1'], '--seeds is "20..1"; the first seed must not be above the last one.'],
  [['--seed', '1', '--seeds', '1..2'], '--seed and --seeds are given: only one of them can be.'],
  [['--minutes', '0'], '--minutes is "0"; it must be a number above 0.'],
  [['--sed', '7'], "Unknown option '--sed'"],
  [['--jobs', '0'], '--jobs is "0"; it must be a whole number, 1 or more.'],
] as const)('`npm run fire -- %j` says what is wrong', ([args, message]) => {
  expect(() => readCommand(args)).toThrow(message);
});

test('a run that can’t be begins nothing, ends with 2 and one line, and no stack', () => {
  const args = [join(import.meta.dirname, 'main.ts'), '--faults', 'kil'];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8' });
  expect({ status, stdout, lines: stderr.trim().split('\n').length }).toEqual({ status: 2, stdout: '', lines: 1 });
});

test('a range of seeds is all of them, and a fault of one bus is taken for that bus', () => {
  expect(
    readCommand(['--seeds', '7..10', '--jobs', '3', '--bus', 'kafka', '--faults', 'kafka-broker-hang']),
  ).toMatchObject({
    what: 'seeds',
    seeds: [7, 8, 9, 10],
    jobs: 3,
    options: { bus: 'kafka', faults: ['kafka-broker-hang'], minutes: 1, rounds: null },
  });
});

import { canMountDisk, mountSmallDisk } from '../../support/small-disk.ts';
import type { SmallDisk } from '../../support/small-disk.ts';
import type { Battlefield, Nemesis } from './nemesis.ts';

const readOnly = (on: boolean): string[] => [
  'SET default_transaction_read_only = off',
  on ? 'ALTER SYSTEM SET default_transaction_read_only = on' : 'ALTER SYSTEM RESET default_transaction_read_only',
  'SELECT pg_reload_conf()',
];

const diskMegabytes = 64;

/** What PostgreSQL says when no block is left for a table. */
const diskFull = '53100';

/** Has PostgreSQL keep all tables and indexes on a small disk, from now on. */
async function moveToSmallDisk({ world }: Battlefield): Promise<SmallDisk> {
  const owner = world.postgresql.account;
  if (owner === undefined) throw new Error('only root can mount a disk');
  world.disk.small ??= mountSmallDisk(diskMegabytes, owner);
  const rows = await world.rows(`SELECT FROM pg_tablespace WHERE spcname = 'small'`);
  if (rows.length === 0) await world.script([`CREATE TABLESPACE small LOCATION '${world.disk.small.folder}'`]);
  await world.script([
    'ALTER TABLE ALL IN TABLESPACE pg_default SET TABLESPACE small',
    'ALTER INDEX ALL IN TABLESPACE pg_default SET TABLESPACE small',
  ]);
  return world.disk.small;
}

/** Faults of PostgreSQL itself. */
export const postgresqlNemeses: readonly Nemesis[] = [
  {
    name: 'postgresql-immediate-stop',
    what: 'PostgreSQL is stopped as by a crash, and recovers',
    forMs: 300,
    strike: async ({ world }) => {
      await world.postgresql.kill();
      return { heal: () => world.postgresql.start() };
    },
  },
  {
    name: 'postgresql-terminate',
    what: 'pg_terminate_backend of every session of Laurel, three times',
    forMs: 100,
    strike: async ({ world }) => {
      for (let time = 0; time < 3; time += 1)
        await world.rows(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'laurel'`);
    },
  },
  {
    name: 'postgresql-read-only',
    what: 'PostgreSQL takes no writes for a while',
    forMs: 700,
    strike: async ({ world }) => {
      // Beside a fault that stops the server it may get half through: it is healed all the same.
      const isDone = await world.script(readOnly(true)).then(
        () => true,
        () => false,
      );
      return { done: () => isDone, heal: () => world.script(readOnly(false)) };
    },
  },
  {
    name: 'postgresql-disk-full',
    what: 'no table and no index of PostgreSQL can grow',
    forMs: 700,
    lacks: () => (canMountDisk() ? null : 'the right to mount a disk (root on Linux)'),
    prepare: async (field) => {
      const disk = await moveToSmallDisk(field);
      disk.fill();
      return {
        done: () => field.fleet.places.some(({ log }) => log.includes(diskFull)),
        heal: () => disk.free(),
      };
    },
  },
];

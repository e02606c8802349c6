import type { Nemesis } from './nemesis.ts';

const readOnly = (on: boolean): string[] => [
  'SET default_transaction_read_only = off',
  on ? 'ALTER SYSTEM SET default_transaction_read_only = on' : 'ALTER SYSTEM RESET default_transaction_read_only',
  'SELECT pg_reload_conf()',
];

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
];

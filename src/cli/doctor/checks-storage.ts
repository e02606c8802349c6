import type { Queryable } from '../../store/database/database.ts';
import { hasPartitionsAhead } from '../../store/upkeep/partitions.ts';
import { largestTables, listPrunings } from '../../store/upkeep/pruning.ts';
import { ok, warn } from './checks.ts';
import type { Check } from './checks.ts';

const SHOWN = 4;

/** What takes most room, whether it is looked after, and whether the next months have their place. */
export async function checkStorage(queryable: Queryable): Promise<Check[]> {
  const tables = await largestTables(queryable, SHOWN);
  const sizes = tables.map(({ name, bytes }) => `${name} ${size(bytes)}`).join(', ');
  const last = (await listPrunings(queryable)).map(({ prunedAt }) => prunedAt.getTime());
  const pruned = last.length === 0 ? 'never pruned' : `last pruned ${new Date(Math.min(...last)).toISOString()}`;
  return [
    ok('storage', `${sizes}; ${pruned}`),
    ...((await hasPartitionsAhead(queryable))
      ? []
      : [
          warn(
            'history',
            'there is no partition for one of the next months; its rows would go into the default partition',
            'Run `laurel migrate` as the owner of the tables; running processes do so once a day.',
          ),
        ]),
  ];
}

function size(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes >= 1_024 ? `${(mebibytes / 1_024).toFixed(1)} GiB` : `${mebibytes.toFixed(1)} MiB`;
}

import type { Database } from '../../src/store/database/database.ts';

/** How the database went about one statement. */
export interface Plan {
  readonly sql: string;
  /** Tables that were read from the first row to the last. */
  readonly wholeTables: readonly string[];
  /** Rows that were read from tables, those that a filter then dropped included. */
  readonly rowsRead: number;
}

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly 'Rows Removed by Index Recheck'?: number;
  readonly Plans?: readonly Node[];
}

/** A database that remembers what it was asked. */
export interface Watched {
  readonly database: Database;
  /** Runs what it was asked since the last call again, and tells how it is done. Changes are left out. */
  explain(): Promise<readonly Plan[]>;
}

/** Watches the statements outside of transactions: those of lists. */
export function watch(database: Database): Watched {
  let asked: { readonly sql: string; readonly parameters: readonly unknown[] | undefined }[] = [];
  const watched = (of: Database): Database => ({
    ...of,
    query: <Row>(sql: string, parameters?: readonly unknown[]) => {
      asked.push({ sql, parameters });
      return of.query<Row>(sql, parameters);
    },
    // What the API asks: requests have connections of their own.
    forRequests: () => watched(of.forRequests()),
  });
  return {
    database: watched(database),
    explain: async () => {
      const selects = asked.filter(({ sql }) => /^\s*(?:SELECT|WITH)\b/i.test(sql));
      asked = [];
      const plans: Plan[] = [];
      for (const { sql, parameters } of selects) {
        const [row] = await database.query<{ 'QUERY PLAN': readonly { readonly Plan: Node }[] }>(
          `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
          parameters,
        );
        const nodes = row?.['QUERY PLAN'].flatMap(({ Plan }) => flatten(Plan)) ?? [];
        plans.push({ sql, ...summarize(nodes) });
      }
      return plans;
    },
  };
}

function flatten(node: Node): Node[] {
  return [node, ...(node.Plans ?? []).flatMap(flatten)];
}

function summarize(nodes: readonly Node[]): Omit<Plan, 'sql'> {
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined || node['Node Type'].includes('Index'));
  const read = (node: Node): number =>
    (node['Actual Rows'] + (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Index Recheck'] ?? 0)) *
    node['Actual Loops'];
  return {
    wholeTables: scans.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? ''),
    rowsRead: scans.reduce((sum, node) => sum + read(node), 0),
  };
}

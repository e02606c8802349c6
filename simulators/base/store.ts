import { closeSync, existsSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { Table, type Row } from './table.ts';

/**
 * What a simulator holds, in memory and, when a path is given, in a file.
 *
 * The file has one JSON change a line, appended in one write per request before the answer goes out, so that a simulator
 * that is killed restarts as it was; a half-written last line belongs to a request that was never answered and is
 * dropped. It is rewritten without history at each start. It is not synced to the disk: it outlives the process, not
 * the machine.
 */
export class Store {
  /** True when the file held something: the seed data of the options is then left alone. */
  readonly restored: boolean;
  readonly #tables = new Map<string, ReadonlyMap<string, Row>>();
  readonly #changes: Change[] = [];
  readonly #file: number | null;

  constructor(path: string | null) {
    const saved = path !== null && existsSync(path) ? readChanges(readFileSync(path, 'utf8')) : [];
    this.#tables = replay(saved);
    this.restored = saved.length > 0;
    this.#file = path === null ? null : compact(path, this.#tables);
  }

  /** The table of a name, with its saved rows. Rows are believed: only simulators write the file. */
  table<R extends Row>(name: string): Table<R> {
    const rows = (this.#tables.get(name)?.values() ?? []) as Iterable<R>;
    return new Table<R>(rows, (id, row) => this.#changes.push({ table: name, id, row }));
  }

  /** True when something changed since the last {@link save}. */
  get changed(): boolean {
    return this.#changes.length > 0;
  }

  /** Writes what changed since the last call. */
  save(): void {
    const lines = this.#changes.splice(0);
    if (this.#file === null || lines.length === 0) return;
    writeSync(this.#file, lines.map((change) => `${JSON.stringify(change)}\n`).join(''));
  }

  close(): void {
    this.save();
    if (this.#file !== null) closeSync(this.#file);
  }
}

interface Change {
  readonly table: string;
  readonly id: string;
  /** Null: deleted. */
  readonly row: Row | null;
}

function readChanges(text: string): Change[] {
  const complete = text.slice(0, text.lastIndexOf('\n') + 1);
  return complete
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Change);
}

function replay(changes: readonly Change[]): Map<string, Map<string, Row>> {
  const tables = new Map<string, Map<string, Row>>();
  for (const { table, id, row } of changes) {
    const rows = tables.get(table) ?? new Map<string, Row>();
    tables.set(table, rows);
    if (row === null) rows.delete(id);
    else rows.set(id, row);
  }
  return tables;
}

/** Rewrites the file with the live rows alone, and opens it for appending. */
function compact(path: string, tables: ReadonlyMap<string, ReadonlyMap<string, Row>>): number {
  const lines = [...tables].flatMap(([table, rows]) =>
    [...rows].map(([id, row]) => `${JSON.stringify({ table, id, row } satisfies Change)}\n`),
  );
  writeFileSync(`${path}.new`, lines.join(''));
  renameSync(`${path}.new`, path);
  return openSync(path, 'a');
}

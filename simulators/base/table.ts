export interface Row {
  readonly id: string;
}

export interface Index<R extends Row> {
  /** The rows that carry a key, in the order in which they got it. */
  of(key: string): R[];
  count(key: string): number;
}

/** Rows by id, in the order in which they were first put, with indexes over them. Rows are replaced, never changed. */
export class Table<R extends Row> {
  readonly #rows = new Map<string, R>();
  readonly #indexes: { readonly keys: (row: R) => readonly string[]; readonly ids: Map<string, Set<string>> }[] = [];
  readonly #changed: (id: string, row: R | null) => void;

  constructor(rows: Iterable<R>, changed: (id: string, row: R | null) => void) {
    for (const row of rows) this.#rows.set(row.id, row);
    this.#changed = changed;
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): R | undefined {
    return this.#rows.get(id);
  }

  all(): R[] {
    return [...this.#rows.values()];
  }

  put(row: R): R {
    this.#unindex(row.id);
    this.#rows.set(row.id, row);
    for (const index of this.#indexes) enter(index.ids, index.keys(row), row.id);
    this.#changed(row.id, row);
    return row;
  }

  delete(id: string): void {
    if (!this.#rows.has(id)) return;
    this.#unindex(id);
    this.#rows.delete(id);
    this.#changed(id, null);
  }

  /** Adds an index by the keys of each row. */
  index(keys: (row: R) => readonly string[]): Index<R> {
    const ids = new Map<string, Set<string>>();
    for (const row of this.#rows.values()) enter(ids, keys(row), row.id);
    this.#indexes.push({ keys, ids });
    return {
      of: (key) => [...(ids.get(key) ?? [])].flatMap((id) => this.#rows.get(id) ?? []),
      count: (key) => ids.get(key)?.size ?? 0,
    };
  }

  #unindex(id: string): void {
    const row = this.#rows.get(id);
    if (!row) return;
    for (const { keys, ids } of this.#indexes) {
      for (const key of keys(row)) {
        const members = ids.get(key);
        members?.delete(id);
        if (members?.size === 0) ids.delete(key);
      }
    }
  }
}

function enter(ids: Map<string, Set<string>>, keys: readonly string[], id: string): void {
  for (const key of keys) {
    const members = ids.get(key);
    if (members) members.add(id);
    else ids.set(key, new Set([id]));
  }
}

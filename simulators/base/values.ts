/** Reading of what a client sent: nothing of it is believed, unknown fields are left aside. */

export type Fields = Readonly<Record<string, unknown>>;

/** The value when it is a JSON object, else an empty one. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Trimmed text, or null when there is none. Numbers count as text, as they do for lenient servers. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

export function flagOf(value: unknown, otherwise: boolean): boolean {
  if (value === 'true') return true;
  if (value === 'false') return false;
  return typeof value === 'boolean' ? value : otherwise;
}

/** A whole number of at least 1, else the given one. */
export function countOf(value: unknown, otherwise: number): number {
  const number = Number(value);
  return Number.isSafeInteger(number) && number >= 1 ? number : otherwise;
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The day of a time, `YYYY-MM-DD`, in UTC. */
export function dayOf(time: string | number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export interface Page<T> {
  readonly items: readonly T[];
  readonly number: number;
  readonly size: number;
  readonly total: number;
  readonly pages: number;
}

export function pageOf<T>(items: readonly T[], number: number, size: number): Page<T> {
  const pages = Math.max(1, Math.ceil(items.length / size));
  return { items: items.slice((number - 1) * size, number * size), number, size, total: items.length, pages };
}

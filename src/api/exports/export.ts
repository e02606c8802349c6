import { csvHeading, csvItem } from '../../formats/csv.ts';
import type { Column } from '../../formats/csv.ts';
import type { Page, PageWish } from '../../store/lists/paging.ts';

/** A list as a CSV file: its columns, and how its pages are read. */
export interface Export<Item> {
  /** What it is of, for the name of the file: `history`. */
  readonly name: string;
  readonly columns: readonly Column<Item>[];
  readonly read: (wish: PageWish) => Promise<Page<Item>>;
}

/** So many items are in memory at a time, however many there are. */
const pageSize = 500;

/**
 * The pieces of the CSV file of a list, page by page: the next page is read when the one before was taken. Ends early, with what
 * went wrong, when a page can't be read.
 *
 * @param most left out: all items
 */
export async function* csvPieces<Item>(
  { columns, read }: Export<Item>,
  most = Number.POSITIVE_INFINITY,
): AsyncGenerator<string, void, undefined> {
  let left = most;
  let position: PageWish['position'] = null;
  let heading = csvHeading(columns);
  do {
    const page: Page<Item> = await read({ limit: Math.min(pageSize, left), position });
    yield heading + page.items.map((item) => csvItem(columns, item)).join('');
    heading = '';
    left -= page.items.length;
    position = page.next;
  } while (position !== null && left > 0);
}

/** `laurel-history-2026-11-30.csv` */
export function exportName(name: string, now: Date): string {
  return `laurel-${name}-${now.toISOString().slice(0, 10)}.csv`;
}

/** What a cell of a CSV file can be; times are written in UTC. */
export type Cell = string | number | boolean | Date | null;

/** A column of a CSV file of some items. */
export interface Column<Item> {
  readonly name: string;
  readonly cell: (item: Item) => Cell;
}

/** By this mark spreadsheets know that a file is UTF-8. */
export const byteOrderMark = '\uFEFF';

/**
 * One record of a CSV file (RFC 4180), its line end included.
 *
 * Texts that a spreadsheet would take for a formula get an apostrophe in front, which it does not show: names are chosen by
 * strangers, and `=HYPERLINK(...)` in one of them must stay a text.
 */
export function csvRecord(cells: readonly Cell[]): string {
  return `${cells.map((cell) => quoted(written(cell))).join(',')}\r\n`;
}

/** The first record of a file: what its columns are called. */
export function csvHeading<Item>(columns: readonly Column<Item>[]): string {
  return byteOrderMark + csvRecord(columns.map(({ name }) => name));
}

/** The record of an item. */
export function csvItem<Item>(columns: readonly Column<Item>[], item: Item): string {
  return csvRecord(columns.map(({ cell }) => cell(item)));
}

function written(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  return typeof cell === 'string' ? harmless(cell) : String(cell);
}

/** Also where blanks stand before the sign, and for the wide signs of East Asian keyboards: spreadsheets read those as well. */
function harmless(text: string): string {
  return /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { Output } from '../context.ts';

/** One JSON object and a line end: what `--json` prints. */
export function printJson(output: Output, value: unknown): void {
  output.write(`${JSON.stringify(value)}\n`);
}

export function printLines(output: Output, lines: readonly string[]): void {
  if (lines.length > 0) output.write(`${lines.join('\n')}\n`);
}

/** A table in columns, numbers to the right; the last column is not filled up. */
export function table(headings: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
  const texts = rows.map((row) => row.map((cell) => printable(String(cell))));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...texts.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[], isNumber: (column: number) => boolean): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isNumber(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [
    line(headings, (column) => typeof rows[0]?.[column] === 'number'),
    line(
      widths.map((width) => '-'.repeat(width)),
      () => false,
    ),
    ...texts.map((cells, row) => line(cells, (column) => typeof rows[row]?.[column] === 'number')),
  ];
}

/** Text from outside, made safe for a terminal: control characters are shown, not obeyed. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** `1 template`, `2 templates` */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

import { csvPieces } from '../../api/exports/export.ts';
import type { Export } from '../../api/exports/export.ts';
import { CommandError } from '../../errors.ts';
import type { CommandContext, Output } from '../context.ts';

/**
 * Prints a list as a CSV file, page by page: whoever reads slowly is waited for, so that no more than a page is in memory.
 *
 * @param most left out: all items
 * @throws CommandError INTERRUPTED when it is stopped on the way: what was printed is not whole
 */
export async function printCsv<Item>(
  { stdout, signal }: Pick<CommandContext, 'stdout' | 'signal'>,
  wanted: Export<Item>,
  most?: number,
): Promise<void> {
  for await (const piece of csvPieces(wanted, most)) {
    if (signal.aborted) throw new CommandError('INTERRUPTED', 'The file is incomplete. Run the command again.');
    await written(stdout, piece);
  }
}

/** Streams call back when they have taken a piece; what collects a text has it at once. */
async function written(output: Output, piece: string): Promise<void> {
  const isFull = output.write(piece) === false;
  if (isFull && output.once !== undefined) await new Promise<void>((resolve) => output.once?.('drain', resolve));
}

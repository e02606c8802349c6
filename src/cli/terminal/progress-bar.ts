import type { Output } from '../context.ts';

/** Shows how far long work is, on one line that is drawn over and removed at the end. */
export interface ProgressBar {
  /** @param done out of the total given at the start */
  update(done: number): void;
  end(): void;
}

const WIDTH = 30;
/** Terminals are slow: draw at most this often. */
const REDRAW_MS = 100;

/** Silent when the output is no terminal. */
export function progressBar(output: Output, label: string, total: number, now: () => number = Date.now): ProgressBar {
  if (output.isTTY !== true || total <= 0) return { update: () => undefined, end: () => undefined };
  let drawnAt = -Infinity;
  return {
    update(done) {
      if (now() - drawnAt < REDRAW_MS) return;
      drawnAt = now();
      const share = Math.min(1, done / total);
      const bar = '#'.repeat(Math.round(share * WIDTH)).padEnd(WIDTH, '.');
      output.write(`\r${label} [${bar}] ${Math.floor(share * 100)}%`);
    },
    end() {
      if (drawnAt !== -Infinity) output.write('\r\u001b[K');
    },
  };
}

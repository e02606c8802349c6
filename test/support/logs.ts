import { pino } from 'pino';
import type { Logger } from 'pino';

/** A logger whose lines a test can look at: parsed, and as the text that would have been written. */
export function recordLogs(): { logger: Logger; lines: Record<string, unknown>[]; text: () => string } {
  const written: string[] = [];
  const lines: Record<string, unknown>[] = [];
  const logger = pino(
    { level: 'trace' },
    {
      write: (line: string) => {
        written.push(line);
        lines.push(JSON.parse(line) as Record<string, unknown>);
      },
    },
  );
  return { logger, lines, text: () => written.join('') };
}

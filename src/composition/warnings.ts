import type { Logger } from 'pino';

/** Warnings of Node and of libraries become lines of the log, where they would else be plain text in between. */
export function logWarnings(logger: Logger): void {
  process.removeAllListeners('warning');
  process.on('warning', (warning: Error & { readonly code?: string }) => {
    const { name, message, code } = warning;
    logger.warn({ warning: name, ...(code === undefined ? {} : { code }) }, message);
  });
}

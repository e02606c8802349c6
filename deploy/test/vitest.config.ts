import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/** `npm run check:deploy`: what is in deploy/, with the tools that will read it. No part of `npm test`. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    include: ['deploy/test/**/*.test.ts'],
    reporters: ['verbose', './test/support/closing-reporter.ts'],
    globalSetup: ['test/support/servers.ts'],
    testTimeout: 120_000,
    // Tools are installed in them, once.
    hookTimeout: 900_000,
    maxWorkers: 2,
  },
});

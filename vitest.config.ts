import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/closing-reporter.ts'],
    globalSetup: ['test/support/servers.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // For two cores: a third worker uses what the others leave while they wait, and takes a tenth off the time. Where a run
    // decides whether a change lands, it shall rather be steady.
    maxWorkers: process.env['CI'] === 'true' ? 2 : 3,
    // No module keeps anything that a test changes, so that files can share them: loading them again takes a third of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
  },
});

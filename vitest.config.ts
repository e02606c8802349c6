import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/support/closing-reporter.ts'],
    globalSetup: ['test/support/servers.ts'],
    setupFiles: ['test/support/equality.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // For two cores: tests wait for half of their time, and further workers use what the others leave meanwhile.
    maxWorkers: 3,
    // No module keeps anything that a test changes, so that files can share them: loading them again takes a third of the time.
    isolate: false,
    // Node itself loads modules, as it does where Laurel runs: that takes half as long as vite's own loader, which nothing here needs.
    experimental: { viteModuleRunner: false },
    sequence: { sequencer: LongestFirst },
  },
});

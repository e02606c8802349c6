import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileTexts } from './compile-texts.ts';
import { refuseChunkCycles } from './refuse-chunk-cycles.ts';

/** `npm run build` makes web/dist from this; the server serves it (src/api/pages.ts). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), compileTexts(), refuseChunkCycles()],
  // The strings are read when the pages are built.
  resolve: {
    alias: [
      { find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' },
    ],
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // These know light-dark(), which would otherwise be replaced by something that needs Mantine's styles to be built along.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing inside the document: the pages are served with a policy that allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first page needs is one file; the pages load no more before they can be drawn.
            { name: 'first', priority: 2, tags: ['$initial'] },
            // What many pages share, and what some do. What a module imports is shared by as many pages as it is itself or by
            // more, so these import one way only: files that are merged by their pages come to import each other.
            { name: 'common', priority: 1, minShareCount: 8 },
            { name: 'shared', minShareCount: 4 },
          ],
        },
      },
    },
    chunkSizeWarningLimit: 1_000,
  },
  // `npx vite web` while working on the pages, beside a Laurel that runs on its usual port.
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
});

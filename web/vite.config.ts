import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npm run build` makes web/dist from this; the server serves it (src/api/pages.ts). */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // These know light-dark(), which would otherwise be replaced by something that needs Mantine's styles to be built along.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Nothing inside the document: the pages are served with a policy that allows neither inline scripts nor data: fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1_000,
  },
  // `npx vite web` while working on the pages, beside a Laurel that runs on its usual port.
  server: { proxy: { '/api': 'http://127.0.0.1:8000' } },
});

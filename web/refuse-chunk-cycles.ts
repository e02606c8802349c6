import type { Plugin } from 'vite';

/**
 * Fails the build when files of the pages import each other in a circle. What one of them makes of the other while it starts
 * (a component of a component) is undefined then, and only some pages break, in some order of visits.
 */
export function refuseChunkCycles(): Plugin {
  return {
    name: 'refuse-chunk-cycles',
    generateBundle(_, bundle) {
      const done = new Set<string>();
      const visit = (file: string, above: readonly string[]): void => {
        if (above.includes(file)) this.error(`these files import each other: ${[...above, file].join(' -> ')}`);
        if (done.has(file)) return;
        const chunk = bundle[file];
        if (chunk?.type === 'chunk') for (const next of chunk.imports) visit(next, [...above, file]);
        done.add(file);
      };
      for (const file of Object.keys(bundle)) visit(file, []);
    },
  };
}

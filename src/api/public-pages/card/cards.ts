import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { Piscina } from 'piscina';
import type { CardContent } from './card-svg.ts';
import type { Rasterising } from './card-worker.ts';

/** Draws pictures of badges and of links to public pages, and keeps those that were asked for last. */
export interface Cards {
  /** What other sites show of a link. @returns a PNG of 1200 by 630 points */
  draw(content: CardContent): Promise<Buffer>;
  /** An uploaded SVG as a PNG: badges travel in pictures that not every site and app takes as SVG. */
  rasterise(svg: Uint8Array): Promise<Buffer>;
  close(): Promise<void>;
}

/** What wallets and sites show of a badge is not larger. */
const rasterSide = 800;
/** Some 200 cards. */
const mostKeptBytes = 10 * 1024 * 1024;
/** A picture that somebody uploaded may be made to take long, or much. */
const mostMs = 10_000;
const mostHeapMb = 256;
const mostWaiting = 20;
const idleMs = 10_000;
/** Somebody waits for the page or the image. */
const niceness = 5;

/** One thread draws, and none is started before the first card. */
export function createCards(): Cards {
  const kept = new LRUCache<string, Buffer>({ maxSize: mostKeptBytes, sizeCalculation: (png) => png.length });
  const drawing = new Map<string, Promise<Buffer>>();
  let pool: Piscina<CardContent | Rasterising, Uint8Array> | null = null;
  const open = (): Piscina<CardContent | Rasterising, Uint8Array> =>
    (pool ??= new Piscina({
      filename: new URL('./card-worker.ts', import.meta.url).href,
      name: 'draw',
      minThreads: 0,
      maxThreads: 1,
      maxQueue: mostWaiting,
      idleTimeout: idleMs,
      niceIncrement: niceness,
      resourceLimits: { maxOldGenerationSizeMb: mostHeapMb },
    }));

  const once = (key: string, name: 'draw' | 'rasterise', task: CardContent | Rasterising): Promise<Buffer> => {
    const known = kept.get(key);
    if (known !== undefined) return Promise.resolve(known);
    // Crawlers come in swarms: one drawing is for all of them.
    const begun =
      drawing.get(key) ??
      open()
        .run(task, { name, signal: AbortSignal.timeout(mostMs) })
        .then((png) => {
          const drawn = Buffer.from(png);
          kept.set(key, drawn);
          return drawn;
        })
        .finally(() => drawing.delete(key));
    drawing.set(key, begun);
    return begun;
  };

  return {
    draw: (content) => once(digest(JSON.stringify(content)), 'draw', content),
    rasterise: (svg) => once(digest(svg), 'rasterise', { svg, side: rasterSide }),
    close: async () => {
      await pool?.destroy();
      pool = null;
    },
  };
}

function digest(of: string | Uint8Array): string {
  return createHash('sha256').update(of).digest('base64url');
}

import type { Told } from '../../../told.ts';

/** What an image can't be read as; the message says why, for whoever gave it. */
export class UnreadableImage extends Error {
  readonly told: Told;

  constructor(why: Told, options?: ErrorOptions) {
    super(why.text, options);
    this.told = why;
    this.name = 'UnreadableImage';
  }
}

/** The largest text that is taken out of an image. Credentials have some 4 kB. */
export const mostBakedBytes = 1024 * 1024;

/** The largest SVG that is read: it becomes a tree in memory. */
export const mostSvgBytes = 2 * 1024 * 1024;

/** The most tags and attributes of an SVG: each becomes an object, so that a small file could occupy a process for long. */
export const mostTags = 20_000;
export const mostAttributes = 60_000;

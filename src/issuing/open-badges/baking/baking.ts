import { bakePng, extractFromPng, isPng } from './png.ts';
import { bakeSvg, extractFromSvg } from './svg.ts';
import type { SvgElement } from './svg.ts';

/** Where each version of Open Badges is in an image. */
const places = {
  '3.0': {
    keyword: 'openbadgecredential',
    element: { namespace: 'https://purl.imsglobal.org/ob/v3p0', name: 'credential' },
  },
  '2.0': { keyword: 'openbadges', element: { namespace: 'http://openbadges.org', name: 'assertion' } },
} as const satisfies Record<string, { keyword: string; element: SvgElement }>;

export type BadgeVersion = keyof typeof places;

/** What was in an image. */
export interface Baked {
  readonly version: BadgeVersion;
  /** JSON, or a JWS; of older badges it may be an address. */
  readonly text: string;
}

/**
 * The image with a badge in it. A badge of the same version that was in it is replaced.
 *
 * @param image PNG or SVG, whatever its name says
 * @param text JSON of the credential or assertion, or a JWS of it
 * @throws UnreadableImage when the image is not sound
 */
export function bake(image: Uint8Array, text: string, version: BadgeVersion = '3.0'): Buffer {
  const { keyword, element } = places[version];
  return isPng(image) ? bakePng(image, keyword, text) : bakeSvg(image, element, text);
}

/**
 * The badge in an image; of one with several versions, the newest. Undefined when there is none.
 *
 * @throws UnreadableImage when the image is not sound
 */
export function extract(image: Uint8Array): Baked | undefined {
  for (const version of ['3.0', '2.0'] as const) {
    const { keyword, element } = places[version];
    const text = isPng(image) ? extractFromPng(image, keyword) : extractFromSvg(image, element);
    if (text !== undefined) return { version, text };
  }
  return undefined;
}

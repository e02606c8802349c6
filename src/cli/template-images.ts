import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { CommandError, LaurelError } from '../errors.ts';
import { judgeImage } from '../issuing/images/judge-image.ts';
import type { Template } from '../rules/template.ts';
import type { Queryable } from '../store/database/database.ts';
import { knownImages } from '../store/open-badges/images.ts';
import type { StoredImage } from '../store/open-badges/images.ts';
import { loadIssuers } from '../store/open-badges/issuers.ts';

/** Templates whose images are named by their digests, and the images that are to be stored for that. */
export interface ReadImages {
  readonly templates: readonly Template[];
  readonly images: readonly StoredImage[];
}

const isDigest = (image: string): boolean => /^[0-9a-f]{64}$/.test(image);

/**
 * Reads the picture files that a badges file names, as seen from where it lies.
 *
 * @throws LaurelError BADGES_FILE_INVALID with every file that is not there or no picture
 */
export function readImages(file: string, templates: readonly Template[]): ReadImages {
  const images: StoredImage[] = [];
  const mistakes: string[] = [];
  const named = templates.map((template): Template => {
    const { achievement } = template;
    if (achievement?.image == null || isDigest(achievement.image)) return template;
    const path = resolve(dirname(file), achievement.image);
    try {
      const image = judgeImage(readFileSync(path));
      images.push(image);
      return { ...template, achievement: { ...achievement, image: image.sha256 } };
    } catch (error) {
      const why = error instanceof LaurelError ? error.details.join(' ') : `It can't be read (${codeOf(error)}).`;
      mistakes.push(`${file}: "${template.id}": openedx.image: ${path}: ${why}`);
      return template;
    }
  });
  if (mistakes.length > 0) throw new CommandError('BADGES_FILE_INVALID', mistakes);
  return { templates: named, images };
}

/**
 * Makes sure that the issuers and the stored images that templates name are there.
 *
 * @throws LaurelError BADGES_FILE_INVALID with everything that is not
 */
export async function requireNamed(
  queryable: Queryable,
  file: string,
  { templates, images }: ReadImages,
): Promise<void> {
  const issuers = (await loadIssuers(queryable)).map(({ slug }) => slug);
  const digests = templates.flatMap(({ achievement }) => achievement?.image ?? []);
  const stored = await knownImages(queryable, digests);
  const here = new Set([...stored, ...images.map(({ sha256 }) => sha256)]);
  const mistakes = templates.flatMap(({ id, achievement }) => [
    ...(achievement?.issuer != null && !issuers.includes(achievement.issuer)
      ? [
          `${file}: "${id}": openedx.issuer: there is no issuer "${achievement.issuer}"; ${issuers.length === 0 ? 'create it with `laurel issuers add`' : `available: ${issuers.join(', ')}`}`,
        ]
      : []),
    ...(achievement?.image != null && !here.has(achievement.image)
      ? [`${file}: "${id}": openedx.image: no image with this digest is stored; use a PNG or SVG file instead`]
      : []),
  ]);
  if (mistakes.length > 0) throw new CommandError('BADGES_FILE_INVALID', mistakes);
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

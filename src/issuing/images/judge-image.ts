import { createHash } from 'node:crypto';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { bake } from '../open-badges/baking/baking.ts';
import { UnreadableImage } from '../open-badges/baking/limits.ts';
import { isPng } from '../open-badges/baking/png.ts';
import type { StoredImage } from '../../store/open-badges/images.ts';
import { cleanSvg } from './clean-svg.ts';

/** A badge of 600 by 600 pixels has some 100 KB. */
export const mostImageBytes = 524_288;
const mostPixels = 4_096;

/**
 * The picture that these bytes are, whatever their file is called: PNG as it is, SVG without what could run or be fetched.
 *
 * @throws LaurelError IMAGE_UNFIT, with what is wrong
 */
export function judgeImage(given: Uint8Array): StoredImage {
  if (given.length === 0) throw unfit(told`It is empty.`);
  if (given.length > mostImageBytes) throw unfit(told`It is larger than ${mostImageBytes / 1024} KB.`);
  try {
    // What can't hold a badge is of no use for one: this reads the whole picture.
    bake(given, '{}');
  } catch (error) {
    if (error instanceof UnreadableImage) throw unfit(error.told);
    throw error;
  }
  if (isPng(given)) return png(Buffer.from(given));
  const bytes = Buffer.from(
    cleanSvg(
      Buffer.from(given)
        .toString('utf8')
        .replace(/^\uFEFF/, ''),
    ),
    'utf8',
  );
  return { sha256: digestOf(bytes), mediaType: 'image/svg+xml', bytes };
}

function png(bytes: Buffer): StoredImage {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  if (width === 0 || height === 0 || width > mostPixels || height > mostPixels)
    throw unfit(told`It is ${width} by ${height} pixels. The maximum is ${mostPixels} in each direction.`);
  return { sha256: digestOf(bytes), mediaType: 'image/png', bytes };
}

function digestOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function unfit(why: Told): LaurelError {
  return new LaurelError('IMAGE_UNFIT', [why, told`Use a square PNG or SVG of about 600 by 600 pixels.`]);
}

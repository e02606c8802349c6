import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { mostBakedBytes, UnreadableImage } from './limits.ts';
import { told } from '../../../told.ts';

/**
 * Badges in PNG images: one iTXt chunk with the credential as its text (Open Badges 3.0, section 5.3.1). Every chunk is a length, a
 * type, its data and a CRC.
 */
const signature = Buffer.from('89504e470d0a1a0a', 'hex');

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
  /** All of it, as it is in the file. */
  readonly bytes: Buffer;
}

export function isPng(bytes: Uint8Array): boolean {
  return signature.equals(bytes.subarray(0, signature.length));
}

/**
 * The image with the text in it, and every earlier text of this keyword gone.
 *
 * @throws UnreadableImage when it is no sound PNG
 */
export function bakePng(image: Uint8Array, keyword: string, text: string): Buffer {
  const chunks = chunksOf(image);
  const kept = chunks.filter((chunk) => keywordOf(chunk) !== keyword);
  // No compression, no language and no translated keyword.
  const data = Buffer.concat([Buffer.from(`${keyword}\0\0\0\0\0`, 'latin1'), Buffer.from(text, 'utf8')]);
  const end = kept.at(-1)?.bytes ?? Buffer.alloc(0);
  return Buffer.concat([signature, ...kept.slice(0, -1).map(({ bytes }) => bytes), chunkOf('iTXt', data), end]);
}

/**
 * The text of a keyword in a PNG; undefined when there is none.
 *
 * @throws UnreadableImage when the image is not sound, or the text is larger than any badge
 */
export function extractFromPng(image: Uint8Array, keyword: string): string | undefined {
  const found = chunksOf(image).find((chunk) => keywordOf(chunk) === keyword);
  if (found === undefined) return undefined;
  const rest = found.data.subarray(keyword.length + 1);
  if (found.type === 'tEXt') return limited(rest).toString('latin1');
  if (found.type === 'zTXt') return inflate(rest.subarray(1)).toString('latin1');
  const isCompressed = rest[0] === 1;
  const afterLanguage = rest.indexOf(0, 2) + 1;
  const afterKeyword = afterLanguage === 0 ? 0 : rest.indexOf(0, afterLanguage) + 1;
  if (afterKeyword === 0) throw new UnreadableImage(told`The PNG contains an incomplete text chunk.`);
  const text = rest.subarray(afterKeyword);
  return (isCompressed ? inflate(text) : limited(text)).toString('utf8');
}

/**
 * A PNG of black and white points, row by row.
 *
 * @param rows true where it is black; all of one length
 */
export function blackAndWhitePng(rows: readonly (readonly boolean[])[]): Buffer {
  const width = rows[0]?.length ?? 0;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  // One bit a point, in grey.
  header.writeUInt8(1, 8);
  const lines = rows.map((row) => {
    // What filters a line comes before it: nothing does.
    const line = Buffer.alloc(1 + Math.ceil(width / 8));
    for (const [at, isBlack] of row.entries())
      if (!isBlack) line[1 + (at >> 3)] = (line[1 + (at >> 3)] ?? 0) | (0x80 >> (at % 8));
    return line;
  });
  const data = chunkOf('IDAT', deflateSync(Buffer.concat(lines)));
  return Buffer.concat([signature, chunkOf('IHDR', header), data, chunkOf('IEND', Buffer.alloc(0))]);
}

function chunksOf(image: Uint8Array): readonly Chunk[] {
  if (!isPng(image)) throw new UnreadableImage(told`The image is not a PNG.`);
  const file = Buffer.from(image.buffer, image.byteOffset, image.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < file.length;) {
    if (at + 12 > file.length) throw new UnreadableImage(told`The PNG is truncated.`);
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) throw new UnreadableImage(told`The PNG is truncated.`);
    if (crc32(file.subarray(at + 4, end - 4)) !== file.readUInt32BE(end - 4))
      throw new UnreadableImage(told`The PNG is damaged: a checksum is wrong.`);
    const type = file.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: file.subarray(at + 8, end - 4), bytes: file.subarray(at, end) });
    at = end;
    // What follows the end is no part of the image.
    if (type === 'IEND') break;
  }
  if (chunks[0]?.type !== 'IHDR' || chunks.at(-1)?.type !== 'IEND')
    throw new UnreadableImage(told`The PNG has no header or no end.`);
  return chunks;
}

function chunkOf(type: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}

function keywordOf({ type, data }: Chunk): string | undefined {
  if (!['iTXt', 'tEXt', 'zTXt'].includes(type)) return undefined;
  const end = data.indexOf(0);
  return end < 0 ? undefined : data.toString('latin1', 0, end);
}

function inflate(bytes: Buffer): Buffer {
  try {
    return inflateSync(bytes, { maxOutputLength: mostBakedBytes });
  } catch (error) {
    throw new UnreadableImage(told`The badge in the PNG is damaged, or larger than any valid badge.`, { cause: error });
  }
}

function limited(bytes: Buffer): Buffer {
  if (bytes.length > mostBakedBytes)
    throw new UnreadableImage(told`The badge in the PNG is larger than any valid badge.`);
  return bytes;
}

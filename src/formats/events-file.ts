import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { CommandError } from '../errors.ts';
import { parseCloudEvent } from '../events/cloudevents-json.ts';
import type { RawMessage } from '../events/message.ts';
import { encodingOf } from './text-file.ts';

/** A line of an events file, as a message. */
export interface EventLine {
  /** Its position is the line number, from 1. A line that is no CloudEvent is a message too: the reader says why. */
  readonly message: RawMessage;
  /** How much of the file has been read, in bytes. */
  readonly bytesRead: number;
}

/** No event is this long; a line that is longer is a sign of another kind of file, and would fill the memory. */
const LONGEST_LINE_BYTES = 16 * 1024 * 1024;

const LINE_FEED = 0x0a;

/**
 * Streams an events file: one CloudEvents JSON object a line (events.ndjson). Blank lines and a byte order mark are passed
 * over; line ends may be those of Windows, and the text UTF-16.
 *
 * @throws LaurelError FILE_UNREADABLE
 */
export async function* readEventsFile(path: string): AsyncGenerator<EventLine> {
  let number = 0;
  for await (const { line, bytesRead } of lines(path)) {
    number += 1;
    if (line.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) continue;
    yield { message: parseCloudEvent(line, { topic: path, position: String(number) }), bytesRead };
  }
}

/** Lines as bytes, so that broken UTF-8 is found where it stands instead of being replaced. */
async function* lines(path: string): AsyncGenerator<{ line: Buffer; bytesRead: number }> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  let bytesRead = 0;
  for await (const chunk of inUtf8(path)) {
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end !== -1; end = chunk.indexOf(LINE_FEED, from)) {
      const line = Buffer.concat([...rest, chunk.subarray(from, end)]);
      yield { line, bytesRead: bytesRead + end + 1 };
      [rest, restBytes, from] = [[], 0, end + 1];
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    bytesRead += chunk.length;
    if (restBytes > LONGEST_LINE_BYTES)
      throw new CommandError('FILE_UNREADABLE', [
        `${path} has a line of more than ${LONGEST_LINE_BYTES} bytes.`,
        'An events file has one CloudEvents JSON object a line.',
      ]);
  }
  if (restBytes > 0) yield { line: Buffer.concat(rest), bytesRead };
}

/** UTF-8 comes as it is: broken bytes are told where they stand. */
async function* inUtf8(path: string): AsyncGenerator<Buffer> {
  let encoding: ReturnType<typeof encodingOf> | undefined;
  let decoder: TextDecoder | undefined;
  for await (const chunk of chunks(path)) {
    if (encoding === undefined) {
      encoding = encodingOf(chunk);
      if (encoding === null)
        throw new CommandError(
          'FILE_UNREADABLE',
          `${path} is neither UTF-8 nor UTF-16 with a byte order mark; save it as UTF-8.`,
        );
      if (encoding !== 'utf-8') decoder = new TextDecoder(encoding);
    }
    yield decoder === undefined ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
}

async function* chunks(path: string): AsyncGenerator<Buffer> {
  try {
    // Without an encoding the stream gives buffers.
    for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    throw new CommandError('FILE_UNREADABLE', `${path}: ${error.message}`, { cause: error });
  }
}

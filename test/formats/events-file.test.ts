import { describe, expect, test } from 'vitest';
import { readEventsFile } from '../../src/formats/events-file.ts';
import type { EventLine } from '../../src/formats/events-file.ts';
import { createReader } from '../../src/events/reader.ts';
import { file } from '../cli/command-line.ts';
import { cloudEvent } from '../support/cloud-events.ts';
import { passing, passingType } from '../support/events.ts';

async function linesOf(path: string): Promise<EventLine[]> {
  const lines: EventLine[] = [];
  for await (const line of readEventsFile(path)) lines.push(line);
  return lines;
}

const read = createReader({ eventTypes: [passingType] });

describe('an events file', () => {
  test('gives each line as a message whose position is its line number', async () => {
    const first = passing();
    const second = passing({ passing: false });
    const text = `${cloudEvent(first)}\r\n\n  \t\n${cloudEvent(second)}`;
    const lines = await linesOf(file('events.ndjson', text));
    expect(lines.map(({ message }) => message.position)).toEqual(['1', '4']);
    expect(lines.map(({ message }) => read(message))).toEqual([
      { kind: 'event', event: first },
      { kind: 'event', event: second },
    ]);
    expect(lines.at(-1)?.bytesRead).toBe(Buffer.byteLength(text));
  });

  test('parks lines that are no events, with the reason, and goes on (S3)', async () => {
    const { time: _time, ...timeless } = JSON.parse(cloudEvent(passing())) as Record<string, unknown>;
    const text = Buffer.concat([
      Buffer.from('nonsense\n[1]\n'),
      Buffer.from([0xff, 0xfe, 0x0a]),
      Buffer.from(`${JSON.stringify(timeless)}\n${cloudEvent(passing())}\n`),
    ]);
    const readings = (await linesOf(file('events.ndjson', text))).map(({ message }) => read(message));
    expect(readings.map((reading) => (reading.kind === 'unreadable' ? reading.reason : reading.kind))).toEqual([
      'invalid_json',
      'missing_header',
      'invalid_json',
      'missing_header',
      'event',
    ]);
  });

  test('lines longer than a read of the file stay whole', async () => {
    const long = cloudEvent(passing({ course: `course-v1:${'x'.repeat(200_000)}` }));
    const lines = await linesOf(file('events.ndjson', `${long}\n${long}\n${long}`));
    expect(lines.map(({ message }) => read(message).kind)).toEqual(['event', 'event', 'event']);
  });

  test('a file that is away, a directory, or one endless line is said to be unreadable', async () => {
    await expect(linesOf('/nowhere/events.ndjson')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    await expect(linesOf('/tmp')).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
    const endless = file('events.ndjson', Buffer.alloc(17 * 1024 * 1024, 'x'));
    await expect(linesOf(endless)).rejects.toMatchObject({ code: 'FILE_UNREADABLE' });
  });
});

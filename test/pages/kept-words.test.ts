import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { findTooEarly } from '../../src/consumer/too-early.ts';
import { createReader } from '../../src/events/reader.ts';
import { UnconfirmedSync } from '../../src/issuing/sync/sync.ts';
import { findSentence, knowSentences } from '../../web/src/i18n/kept-sentences.ts';
import type { FoundSentence } from '../../web/src/i18n/kept-sentences.ts';
import { malformedMessages } from '../support/malformed.ts';
import { ccxPassingStatus, passingStatus } from '../support/valid-message.ts';

const root = join(import.meta.dirname, '..', '..');
const arabic = JSON.parse(readFileSync(join(root, 'web/src/i18n/server/ar.json'), 'utf8')) as Record<string, string>;

/** What is left in English when a text is said in Arabic: values that are no sentences. */
function leftOf({ values }: FoundSentence): string[] {
  return values.flatMap((value) =>
    typeof value === 'object' ? leftOf(value) : typeof value === 'string' ? [value] : [],
  );
}

function whole({ sentence, values }: FoundSentence): string {
  return values.reduce<string>(
    (text, value, place) =>
      text.replace(`{${place}}`, () => (typeof value === 'object' ? whole(value) : String(value))),
    sentence,
  );
}

const found = (text: string): FoundSentence | null =>
  findSentence(text) ?? (text in arabic ? { text, sentence: text, values: [] } : null);

describe('what the server has kept as text is found again as the sentence that it was', () => {
  beforeAll(() => knowSentences(Object.keys(arabic)));

  test('why messages are parked: each that the reader tells, with nothing but names and numbers left as it was', () => {
    const read = createReader({ eventTypes: [passingStatus, ccxPassingStatus] });
    const details = new Set<string>();
    for (const message of malformedMessages(20_261_130, 3_000)) {
      const reading = read(message);
      if (reading.kind === 'unreadable') details.add(reading.detail);
    }
    const early = findTooEarly({ time: 9e15 }, { now: 1e15, toleranceMs: 600_000 });
    const all = [...details, early ?? '', '3 processes ended while working on it alone'];
    expect(all.length).toBeGreaterThan(20);
    expect(all.filter((text) => found(text) === null)).toEqual([]);
    expect(all.filter((text) => whole(found(text) as FoundSentence) !== text)).toEqual([]);
    const prose = all
      .flatMap((text) => leftOf(found(text) as FoundSentence))
      .filter((text) => /\p{L} \p{L}/u.test(text));
    expect([...new Set(prose)]).toEqual([]);
  });

  test('why a sync has failed or waits', () => {
    const report = { deactivated: 7 } as ConstructorParameters<typeof UnconfirmedSync>[0];
    const lines = [
      ...new UnconfirmedSync(report, 12).reason.split('\n'),
      'It was stopped before it finished. No template was changed. Start it again.',
      'UNEXPECTED: no template was changed. The log has the details. Try again.',
    ];
    expect(lines.map((line) => found(line)?.values)).toEqual([[7, 12], [], [], ['UNEXPECTED']]);
  });

  test('what providers have said stays as it is', () => {
    for (const said of [
      'Unprocessable: email must be present',
      '42 of 100',
      'List of a templates: none',
      '{"errors": [{"message": "badge_template_id is invalid"}]}',
    ])
      expect(found(said)).toBeNull();
  });
});

import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseBadgesFile, readBadgesFile } from '../../src/formats/badges-file.ts';
import { readEventsFile } from '../../src/formats/events-file.ts';
import { collectSettings } from '../../src/settings/sources.ts';
import { passingType } from '../support/events.ts';
import { fullVocabulary } from '../support/vocabulary.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-text-'));

function file(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

function valuesOf(text: string): unknown[] {
  return parseBadgesFile(text, 'badges.yaml', fullVocabulary).flatMap(({ requirements }) =>
    requirements.flatMap(({ rules }) => rules.map(({ value }) => value)),
  );
}

const head = (id: string): string => `
  - id: ${id}
    name: ${id}
    origin: openedx
    requirements:
      - id: r
        event: ${passingType}
        rules: `;
const rule = (value: string): string => `{path: course.display_name, operator: eq, value: ${value}}`;

describe('texts of a badges file count as written', () => {
  test.each([
    '007',
    '1.10',
    '0x1F',
    '0o17',
    '1e3',
    'NO',
    'TRUE',
    '.inf',
    '2026-01-01',
    '12345678901234567890',
    '1_000',
  ])('%s', (text) => {
    const wants = [
      `templates:${head('a')}[&r ${rule(text)}]${head('b')}[*r]`,
      `templates:${head('a')}&all [${rule(`&v ${text}`)}]${head('b')}*all`,
      `templates:${head('a')}[${rule(`&v ${text}`)}]${head('b')}[${rule('*v')}]`,
      `x-base: &base ${rule(text)}\ntemplates:${head('a')}[{<<: *base}]${head('b')}[{<<: *base, operator: ne}]`,
    ];
    for (const yaml of wants) expect(valuesOf(yaml), yaml).toEqual([text, text]);
  });

  test('ids, names, groups and references too', () => {
    const [template] = parseBadgesFile(
      `templates: [{id: 007, name: 1.10, description: 2026, origin: openedx, requirements:
         [{id: 01, event: ${passingType}, group: 1.0, description: yes, rules: [${rule('x')}]}],
         penalties: [{id: 0x2, event: ${passingType}, requirements: [01], rules: [${rule('y')}]}]}]`,
      'badges.yaml',
      fullVocabulary,
    );
    expect(template).toMatchObject({
      id: '007',
      name: '1.10',
      description: '2026',
      requirements: [{ id: '01', group: '1.0', description: 'yes' }],
      penalties: [{ id: '0x2', requirements: ['01'] }],
    });
  });

  test('what is no text stays what it is, and every spelling of true is true', () => {
    const [template] = parseBadgesFile(
      `templates: [{id: a, name: a, origin: accredible, accredible: {account: 01, group: 0x10}, active: FALSE, requirements:
         [{id: r, event: ${passingType}, group: null, rules: [{path: is_passing, operator: eq, value: TRUE}]}]}]`,
      'badges.yaml',
      fullVocabulary,
    );
    expect(template).toMatchObject({
      holder: { account: '01', group: 16 },
      active: false,
      requirements: [{ group: null, rules: [{ value: 'true' }] }],
    });
  });

  test('a settings file and BADGES_CONFIG as well: a key of digits keeps its zeros', () => {
    const yaml = '{accredible: {ACCOUNTS: {007: 0012}}}';
    const path = file('settings.yaml', Buffer.from(`BADGES_CONFIG: ${yaml}`));
    for (const { values, mistakes } of [collectSettings({}, path), collectSettings({ BADGES_CONFIG: yaml })]) {
      expect(mistakes).toEqual([]);
      expect(values.get('BADGES_CONFIG.accredible.ACCOUNTS')?.value).toEqual({ '007': '0012' });
    }
  });
});

const encodings: readonly [string, (text: string) => Buffer][] = [
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-8 with a byte order mark', (text) => Buffer.from(`\ufeff${text}`)],
  ['CRLF with a byte order mark', (text) => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`)],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['UTF-16 big-endian', (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16()],
];
const badges = `templates:${head('a')}[${rule('Größe')}]\n`;

async function eventsIn(path: string): Promise<unknown[]> {
  const ids: unknown[] = [];
  for await (const { message } of readEventsFile(path)) ids.push(message.fields.map(String));
  return ids;
}

describe('files of any editor', () => {
  test.each(encodings)('%s', async (_, encode) => {
    expect(readBadgesFile(file('badges.yaml', encode(badges)), fullVocabulary)).toMatchObject([
      { requirements: [{ rules: [{ value: 'Größe' }] }] },
    ]);
    expect(collectSettings({}, file('laurel.yaml', encode('LAUREL_BATCH_SIZE: 5\n')))).toMatchObject({ mistakes: [] });
    expect(await eventsIn(file('events.ndjson', encode('{"id":"é"}\n\n{"id":"2"}\n')))).toEqual([
      ['id', 'é'],
      ['id', '2'],
    ]);
  });

  test('in anything else are named, with what to do', async () => {
    const bare = Buffer.from(badges, 'utf16le');
    const wide = Buffer.from([0xff, 0xfe, 0, 0, 0x74, 0, 0, 0]);
    for (const bytes of [bare, wide]) {
      const path = file('other', bytes);
      expect(() => readBadgesFile(path, fullVocabulary)).toThrow(/neither UTF-8 nor UTF-16.*save it as UTF-8/);
      await expect(eventsIn(path)).rejects.toThrow(/neither UTF-8 nor UTF-16.*save it as UTF-8/);
      expect(collectSettings({}, path).mistakes).toEqual([expect.stringContaining('save it as UTF-8')]);
    }
    const latin = file('latin', Buffer.from(badges, 'latin1'));
    expect(() => readBadgesFile(latin, fullVocabulary)).toThrow(/not UTF-8 \(line 8\); save it as UTF-8/);
  });
});

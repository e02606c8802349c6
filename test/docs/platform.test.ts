import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { shippedCatalogue } from '../../src/events/catalogue.ts';
import { readSettings } from '../../src/settings.ts';
import { findPython } from '../support/python.ts';
import { codeBlocksOf, readPage } from './markdown.ts';

const blocks = codeBlocksOf(readPage('docs/platform.md'));
const blockOf = (language: string, at = 0): string => blocks.filter(({ info }) => info === language)[at]?.code ?? '';
const python = findPython();

/** What the LMS would have, once it has read the block. */
function settingsOfLms(code: string): Record<string, unknown> {
  const script = [
    'import json',
    'FEATURES, EVENT_BUS_PRODUCER_CONFIG = {}, {}',
    code,
    'print(json.dumps({name: value for name, value in globals().items() if name.isupper()}))',
  ].join('\n');
  return JSON.parse(execFileSync(python ?? '', ['-c', script], { encoding: 'utf8' })) as Record<string, unknown>;
}

/** What Laurel has, when a shell has read the block. */
function settingsOfLaurel(code: string): ReturnType<typeof readSettings> {
  const env = execFileSync('bash', ['-e', '-c', `${code}\nenv -0`], { encoding: 'utf8', env: {} });
  return readSettings(
    Object.fromEntries(
      env.split('\0').map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
    ),
  );
}

test.skipIf(python === undefined)(
  'what the LMS is told to send, in both spellings, is what Laurel is told to read, by keys that its events have',
  () => {
    const lms = settingsOfLms(blockOf('python'));
    expect(lms).toMatchObject({
      BADGES_ENABLED: true,
      SEND_LEARNING_CERTIFICATE_LIFECYCLE_EVENTS_TO_BUS: true,
      FEATURES: { BADGES_ENABLED: true, SEND_LEARNING_CERTIFICATE_LIFECYCLE_EVENTS_TO_BUS: true },
    });
    type Entry = { readonly event_key_field: string; readonly enabled: boolean };
    const sent = Object.entries(lms['EVENT_BUS_PRODUCER_CONFIG'] as Record<string, Record<string, Entry>>);
    const { events, bus } = settingsOfLaurel(blockOf('sh'));
    expect([...events].toSorted()).toEqual(sent.map(([type]) => type).toSorted());
    expect(new Set(bus.topics)).toEqual(new Set(sent.flatMap(([, topics]) => Object.keys(topics))));
    for (const [type, topics] of sent)
      for (const { event_key_field: path, enabled } of Object.values(topics)) {
        expect(enabled).toBe(true);
        expect(hasPath(shippedCatalogue().types.get(type)?.variants.at(-1)?.schema, path), `${type}: ${path}`).toBe(
          true,
        );
      }
    expect(settingsOfLms(blockOf('python', 1))).toHaveProperty('EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL');
  },
);

interface Schema {
  readonly fields?: readonly { readonly name: string; readonly type: Schema | string }[];
}

/** Whether an Avro record has a field there, which is what the producer's key is taken from. */
function hasPath(schema: unknown, path: string): boolean {
  const [first, ...rest] = path.split('.');
  const field = (schema as Schema | undefined)?.fields?.find(({ name }) => name === first);
  return field !== undefined && (rest.length === 0 || hasPath(field.type, rest.join('.')));
}

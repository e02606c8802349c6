import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LaurelError } from '../src/errors.ts';
import { readSettings } from '../src/settings.ts';
import type { Settings } from '../src/settings.ts';
import type { Environment } from '../src/settings/sources.ts';
import { settingNames } from '../src/settings/parse.ts';
import { viewSettings } from '../src/settings/view.ts';
import { file } from './cli/command-line.ts';

const uuid = '9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11';
const passing = 'org.openedx.learning.course.passing.status.updated.v1';

function mistakesOf(environment: Environment, path?: string): readonly string[] {
  try {
    readSettings(environment, path);
  } catch (error) {
    expect(error).toBeInstanceOf(LaurelError);
    expect(error).toMatchObject({ code: 'SETTINGS_INVALID', exitCode: 2 });
    return (error as LaurelError).details;
  }
  return [];
}

describe('values', () => {
  test('nothing set gives the defaults of the reference (S1)', () => {
    const settings = readSettings({});
    expect(settings.events).toEqual([passing, 'org.openedx.learning.ccx.course.passing.status.updated.v1']);
    expect(settings.credly.apiBaseUrl).toBe('https://api.credly.com/v1/');
    expect(settings.bus).toEqual({
      topics: ['learning-badges-lifecycle'],
      topicPrefix: '',
      redis: null,
      kafka: null,
      announcing: { enabled: true, patienceMs: 300_000 },
    });
    expect(settings.inbox).toBeNull();
    expect(settings.database).toEqual({ kind: 'embedded', directory: './laurel-data' });
  });

  test('the settings of the event bus have the defaults of event-bus-redis', () => {
    const { redis } = readSettings({ EVENT_BUS_REDIS_CONNECTION_URL: 'redis://@redis:6379/' }).bus;
    expect(redis).toMatchObject({
      url: 'redis://@redis:6379/',
      consumersEnabled: true,
      pollTimeoutMs: 60_000,
      pollFailureSleepMs: 1_000,
      consecutiveErrorsLimit: null,
      streamMaxLength: null,
      auditLogging: true,
    });
  });

  const examples: readonly [name: string, text: string, find: (settings: Settings) => unknown, value: unknown][] = [
    ['BADGES_ENABLED', 'True', (settings) => settings.badgesEnabled, true],
    ['BADGES_ENABLED', 'False', (settings) => settings.badgesEnabled, false],
    ['BADGES_ENABLED', '0', (settings) => settings.badgesEnabled, false],
    ['BADGES_ENABLED', 'f', (settings) => settings.badgesEnabled, false],
    ['EVENT_BUS_TOPIC_PREFIX', 'dev', (settings) => settings.bus.topicPrefix, 'dev'],
    ['EVENT_BUS_TOPIC_PREFIX', '', (settings) => settings.bus.topicPrefix, ''],
    ['EVENT_BUS_TOPIC_PREFIX', 'None', (settings) => settings.bus.topicPrefix, ''],
    ['LAUREL_TOPICS', 'a, b', (settings) => settings.bus.topics, ['a', 'b']],
    ['LAUREL_BATCH_SIZE', ' 500 ', (settings) => settings.consumer.batchSize, 500],
    ['LAUREL_DELIVERY_POLL_SECONDS', '0.25', (settings) => settings.delivery.pollMs, 250],
    ['LAUREL_LOG_LEVEL', 'DEBUG', (settings) => settings.logLevel, 'debug'],
    ['LAUREL_FAILPOINTS', '', (settings) => settings.failpoints, []],
    [
      'LAUREL_FAILPOINTS',
      'consume.read=kill, deliver.called=stop@3',
      (settings) => settings.failpoints,
      [
        { name: 'consume.read', action: 'kill', hit: 1 },
        { name: 'deliver.called', action: 'stop', hit: 3 },
      ],
    ],
  ];
  test.each(examples)('%s=%s', (name, text, find, value) => {
    expect(find(readSettings({ [name]: text }))).toEqual(value);
  });

  test('BADGES_CONFIG may be copied from Python, be JSON, or be YAML', () => {
    const python = `{'events': ['${passing}',], 'credly': {'USE_SANDBOX': True, 'ORGANIZATIONS': {'${uuid}': 'key'}}}`;
    const json = JSON.stringify({ events: [passing], credly: { USE_SANDBOX: true, ORGANIZATIONS: { [uuid]: 'key' } } });
    const yaml = `events: [${passing}]\ncredly:\n  USE_SANDBOX: yes\n  ORGANIZATIONS:\n    ${uuid.toUpperCase()}: key\n`;
    for (const text of [python, json, yaml]) {
      const settings = readSettings({ BADGES_CONFIG: text });
      expect(settings.events).toEqual([passing]);
      expect(settings.credly.apiBaseUrl).toBe('https://sandbox-api.credly.com/v1/');
      expect(settings.credly.organizations).toEqual(new Map([[uuid, 'key']]));
    }
  });

  test.each([
    ['{}', 'https://api.accredible.com/'],
    ['{accredible: {USE_SANDBOX: true}}', 'https://sandbox.api.accredible.com/'],
    ['{accredible: {ACCREDIBLE_API_BASE_URL: "http://127.0.0.1:9000/v1"}}', 'http://127.0.0.1:9000/'],
    ['{accredible: {ACCREDIBLE_API_BASE_URL: "http://127.0.0.1:9000"}}', 'http://127.0.0.1:9000/'],
  ])('the Accredible address has no version: %s', (text, address) => {
    expect(readSettings({ BADGES_CONFIG: text }).accredible.apiBaseUrl).toBe(address);
  });
});

describe('the settings file', () => {
  const text = `
LAUREL_BATCH_SIZE: 50
EVENT_BUS_TOPIC_PREFIX: file
BADGES_CONFIG:
  credly:
    USE_SANDBOX: True
  accredible:
    ACCOUNTS: {main: secret-key}
`;

  test('the environment wins, name by name, inside BADGES_CONFIG too', () => {
    const environment = { EVENT_BUS_TOPIC_PREFIX: 'env', BADGES_CONFIG: '{credly: {USE_SANDBOX: false}}' };
    const settings = readSettings(environment, file('laurel.yaml', text));
    expect(settings.consumer.batchSize).toBe(50);
    expect(settings.bus.topicPrefix).toBe('env');
    expect(settings.credly.apiBaseUrl).toBe('https://api.credly.com/v1/');
    expect(settings.accredible.accounts).toEqual(new Map([['main', 'secret-key']]));
  });

  test('LAUREL_SETTINGS names it; the argument goes before', () => {
    const named = file('named.yaml', text);
    expect(readSettings({ LAUREL_SETTINGS: named }).consumer.batchSize).toBe(50);
    expect(readSettings({ LAUREL_SETTINGS: named }, file('other.yaml', '')).consumer.batchSize).toBe(1000);
  });

  test('mistakes point at file, line and column', () => {
    const path = file('laurel.yaml', 'LAUREL_BATCH_SIZE: many\nBADGES_CONFIG:\n  credly:\n    SANDBOX: true\n');
    expect(mistakesOf({}, path)).toEqual([
      `BADGES_CONFIG.credly.SANDBOX (at ${path}:4:5): there is no such setting. Correct or remove it.`,
      `LAUREL_BATCH_SIZE (at ${path}:1:1): is "many", must be a whole number from 1 to 10000.`,
    ]);
  });

  test('a file that is away or no YAML is a mistake', () => {
    expect(mistakesOf({}, '/nowhere/laurel.yaml')[0]).toContain("/nowhere/laurel.yaml: can't be read (ENOENT)");
    expect(mistakesOf({}, file('laurel.yaml', 'a: [1')).length).toBeGreaterThan(0);
    expect(mistakesOf({}, file('laurel.yaml', '- a list'))[0]).toContain('must be a mapping');
  });
});

describe('mistakes', () => {
  test('all are told together, each with its name and the way to mend it', () => {
    const mistakes = mistakesOf({
      LAUREL_BATCHSIZE: '1',
      LAUREL_KNOWN_LEARNERS: '-1',
      EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUTS: '1',
      EVENT_BUS_REDIS_CONNECTION_URL: 'http://:secret@redis',
      LAUREL_INBOX_PORT: '9000',
      LAUREL_DELIVERY_TIMEOUT_SECONDS: '60',
      BADGES_CONFIG: `{credly: {ORGANIZATIONS: {acme: k, ${uuid}: a key}}}`,
    });
    expect(mistakes).toEqual([
      'LAUREL_BATCHSIZE (in the environment): there is no such setting. Did you mean "LAUREL_BATCH_SIZE"? Correct or remove it.',
      'EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUTS (in the environment): there is no such setting. Did you mean "EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT"? Correct or remove it.',
      'BADGES_CONFIG.credly.ORGANIZATIONS (in the environment): has as name number 1 something other than an organization UUID.',
      `BADGES_CONFIG.credly.ORGANIZATIONS (in the environment): has no usable API key for "${uuid}": write it as a text in quotes, ASCII characters without blanks.`,
      'EVENT_BUS_REDIS_CONNECTION_URL (in the environment): must be a URL such as redis://:password@redis.example.org:6379/0, rediss://... or unix://....',
      'LAUREL_KNOWN_LEARNERS (in the environment): is "-1", must be a whole number from 0 to 10000000.',
      'LAUREL_INBOX_PORT: has no effect without LAUREL_INBOX_TOKEN. Set the token to open the inbox, or remove it.',
      'LAUREL_DELIVERY_LEASE_SECONDS: must be more than twice LAUREL_DELIVERY_TIMEOUT_SECONDS.',
    ]);
  });

  test('D43: every unusable event type is named with what would be valid (S1)', () => {
    const typo = 'org.openedx.learning.course.passing.status.update.v1';
    const mistakes = mistakesOf({ BADGES_CONFIG: JSON.stringify({ events: [typo, passing, 'nonsense'] }) });
    expect(mistakes[0]).toContain(`"${typo}"`);
    expect(mistakes[0]).toContain(`Did you mean "${passing}"?`);
    expect(mistakes[1]).toContain('"nonsense"');
    expect(mistakes[2]).toContain('org.openedx.learning.exam.attempt.verified.v1');
  });

  test('D36: an API key that no header can carry is refused', () => {
    expect(mistakesOf({ BADGES_CONFIG: '{accredible: {ACCOUNTS: {main: "schlüssel"}}}' })[0]).toContain('"main"');
  });

  test('an empty list of events is a mistake', () => {
    expect(mistakesOf({ BADGES_CONFIG: '{events: []}' })[0]).toContain('BADGES_CONFIG.events');
  });

  test('names of other software are none of our business', () => {
    expect(mistakesOf({ PATH: '/bin', EVENT_BUS_PRODUCER: 'x', EVENT_BUS_KAFKA_API_KEY: 'y' })).toEqual([]);
  });

  test('what another consumer has taken and not finished is left to it for one time, on Redis and from the inbox', () => {
    const { bus, consumer } = readSettings({
      EVENT_BUS_REDIS_CONNECTION_URL: 'redis://@redis:6379/',
      LAUREL_CLAIM_IDLE_SECONDS: '7',
    });
    expect([bus.redis?.claimIdleMs, consumer.inboxLeaseMs]).toEqual([7_000, 7_000]);
  });

  test("the inbox needs a token that can't be guessed", () => {
    expect(mistakesOf({ LAUREL_INBOX_TOKEN: 'short' })[0]).toContain('at least 16 characters');
    expect(readSettings({ LAUREL_INBOX_TOKEN: 'long enough to be safe' }).inbox?.host).toBe('127.0.0.1');
  });

  test('no message and no view repeats a secret, whatever is wrong with it', () => {
    const secret = fc.stringMatching(/^[a-zA-Z0-9!$:/ ]{12,20}$/).map((text) => `HUSHHUSH${text}`);
    fc.assert(
      fc.property(secret, (value) => {
        const environment = {
          EVENT_BUS_REDIS_CONNECTION_URL: `redis://user:${encodeURIComponent(value)}@h:1/0?password=${encodeURIComponent(value)}`,
          LAUREL_DATABASE_URL: `mysql://u:${encodeURIComponent(value)}@h/x`,
          LAUREL_INBOX_TOKEN: value,
          BADGES_CONFIG: JSON.stringify({
            accredible: { ACCOUNTS: { main: value } },
            credly: { ORGANIZATIONS: { [value]: uuid } },
          }),
        };
        const told = JSON.stringify([mistakesOf(environment), viewSettings(environment)]);
        expect(told).not.toContain('HUSHHUSH');
      }),
    );
    expect(mistakesOf({ BADGES_CONFIG: '{credly: "HUSHHUSH' }).join()).not.toContain('HUSHHUSH');
  });
});

describe('the view', () => {
  test('tells each value, secrets hidden, with its source', () => {
    const path = file('laurel.yaml', 'LAUREL_BATCH_SIZE: 5\nBADGES_CONFIG: {accredible: {ACCOUNTS: {main: key}}}\n');
    const views = viewSettings({ EVENT_BUS_REDIS_CONNECTION_URL: 'redis://:pw@redis:6379/0' }, path);
    expect(views.map(({ name }) => name)).toEqual(settingNames);
    const view = (name: string) => views.find((each) => each.name === name);
    expect(view('LAUREL_BATCH_SIZE')).toMatchObject({ value: '5', source: 'file' });
    expect(view('LAUREL_KNOWN_LEARNERS')).toMatchObject({ value: '200000', source: 'default' });
    expect(view('BADGES_CONFIG.accredible.ACCOUNTS')).toMatchObject({ value: 'main: ***', source: 'file' });
    expect(view('EVENT_BUS_REDIS_CONNECTION_URL')).toMatchObject({
      value: 'redis://***:***@redis:6379/0',
      source: 'environment',
    });
  });
});

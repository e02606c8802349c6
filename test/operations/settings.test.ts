import { describe, expect, test } from 'vitest';
import { runLaurel } from '../support/laurel.ts';
import type { LaurelEnvironment } from '../support/laurel.ts';

/** The mistakes that the one message lists. */
async function mistakesOf(environment: LaurelEnvironment, command: readonly string[] = ['run']): Promise<string[]> {
  const { code, stdout, stderr } = await runLaurel(command, environment);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  const [title, ...mistakes] = stderr.trimEnd().split('\n');
  expect(title).toBe('laurel: SETTINGS_INVALID: The settings are not valid.');
  return mistakes.map((line) => line.trim());
}

describe('wrong settings', () => {
  test('one message lists all of them, with the place and the way to mend each, and no secret', async () => {
    const mistakes = await mistakesOf({
      EVENT_BUS_REDIS_CONNECTION_URL: 'http://:sesame@redis',
      EVENT_BUS_REDIS_CONSUMER_POL_TIMEOUT: '5',
      LAUREL_DATABASE_URL: 'mysql://laurel:sesame@db/laurel',
      LAUREL_BATCH_SIZE: '0',
      LAUREL_INBOX_TOKEN: 'sesame',
      BADGES_CONFIG: JSON.stringify({
        events: ['org.openedx.learning.course.passing.status.updated.v2', 'org.openedx.learning.badge.awarded.v1'],
        credly: { ORGANIZATIONS: { Demo: 'sesame' } },
      }),
    });
    expect(mistakes).toEqual([
      expect.stringMatching(/^EVENT_BUS_REDIS_CONSUMER_POL_TIMEOUT .*EVENT_BUS_REDIS_CONSUMER_POLL_TIMEOUT/),
      expect.stringMatching(/^BADGES_CONFIG\.credly\.ORGANIZATIONS .*an organization UUID/),
      expect.stringMatching(/^EVENT_BUS_REDIS_CONNECTION_URL .*redis:\/\//),
      expect.stringMatching(/^LAUREL_DATABASE_URL .*postgresql:\/\//),
      expect.stringMatching(/^LAUREL_BATCH_SIZE .*is "0", must be a whole number from 1 to/),
      expect.stringMatching(/^BADGES_CONFIG\.events: .*updated\.v2.*updated\.v1/),
      expect.stringMatching(/^BADGES_CONFIG\.events: Valid event types: org\..*/),
      expect.stringMatching(/^LAUREL_INBOX_TOKEN: .*16 characters/),
    ]);
    expect(mistakes.join()).not.toContain('sesame');
  });

  test('what a role lacks is told in the same message', async () => {
    expect(await mistakesOf({ LAUREL_LOG_LEVEL: 'loud' })).toEqual([
      expect.stringMatching(/^LAUREL_LOG_LEVEL /),
      expect.stringMatching(/^No source of events: set EVENT_BUS_REDIS_CONNECTION_URL/),
    ]);
    expect(await mistakesOf({ LAUREL_LOG_LEVEL: 'loud' }, ['serve-inbox'])).toEqual([
      expect.stringMatching(/^LAUREL_LOG_LEVEL /),
      expect.stringMatching(/^LAUREL_INBOX_TOKEN: must be set/),
    ]);
  });

  test('what only follows from another mistake is not told', async () => {
    expect(await mistakesOf({ EVENT_BUS_REDIS_CONNECTION_URL: 'redis.example.org' })).toEqual([
      expect.stringMatching(/^EVENT_BUS_REDIS_CONNECTION_URL /),
    ]);
  });
});

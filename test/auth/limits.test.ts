import { expect, test } from 'vitest';
import { mostAttempts } from '../../src/auth/attempts.ts';
import { onBothDatabases, rightPassword, wrongPassword } from './stage.ts';
import type { AuthStage, Reply } from './stage.ts';

/** Tries one after the other, and gives back the last answer. */
async function tryTimes(times: number, signIn: () => Promise<Reply>): Promise<Reply | undefined> {
  let last: Reply | undefined;
  for (let attempt = 0; attempt < times; attempt++) last = await signIn();
  return last;
}

/** As if so many had been tried already. */
async function setAttempts({ database }: AuthStage, attempts: number): Promise<void> {
  await database.query('UPDATE sign_in_attempt SET attempts = $1', [attempts]);
}

onBothDatabases('attempts to sign in', (stage) => {
  test(`${mostAttempts.ofAddressAtAccount} of an address at an account are let through, and then not even the right password`, async () => {
    const { signIn, user, database } = stage();
    await user('guessed@example.org');
    const from = { address: '192.0.2.10' };
    const last = await tryTimes(mostAttempts.ofAddressAtAccount, () =>
      signIn('guessed@example.org', wrongPassword, from),
    );
    expect(last?.status).toBe(401);
    const refused = await signIn('GUESSED@example.org', rightPassword, from);
    expect(refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(14 * 60);
    expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(15 * 60);
    // Nobody can lock somebody else out by guessing: the owner comes from elsewhere.
    expect((await signIn('guessed@example.org', rightPassword, { address: '192.0.2.11' })).status).toBe(200);
    // When the window is over, everything begins anew.
    await database.query(`UPDATE sign_in_attempt SET ends_at = now() - interval '1 second'`);
    expect((await signIn('guessed@example.org', rightPassword, from)).status).toBe(200);
  });

  test('that are made at the same time count too', async () => {
    const { signIn, user } = stage();
    await user('rushed@example.org');
    const replies = await Promise.all(
      Array.from({ length: mostAttempts.ofAddressAtAccount + 8 }, () =>
        signIn('rushed@example.org', wrongPassword, { address: '192.0.2.20' }),
      ),
    );
    const count = (status: number): number => replies.filter((reply) => reply.status === status).length;
    expect({ tried: count(401), refused: count(429) }).toEqual({ tried: mostAttempts.ofAddressAtAccount, refused: 8 });
  });

  test('of somebody who mistypes are forgiven when the right password comes', async () => {
    const { signIn, user } = stage();
    await user('mistypes@example.org');
    const from = { address: '192.0.2.30' };
    for (const password of [wrongPassword, rightPassword])
      await tryTimes(password === wrongPassword ? mostAttempts.ofAddressAtAccount - 1 : 1, () =>
        signIn('mistypes@example.org', password, from),
      );
    expect((await signIn('mistypes@example.org', wrongPassword, from)).status).toBe(401);
  });

  test('of an address at many accounts are limited, whether the accounts exist or not', async () => {
    const { signIn } = stage();
    const from = { address: '192.0.2.40' };
    await signIn('nobody-0@example.org', wrongPassword, from);
    await setAttempts(stage(), mostAttempts.ofAddress);
    expect((await signIn('nobody-1@example.org', wrongPassword, from)).status).toBe(429);
    expect((await signIn('nobody-1@example.org', wrongPassword, { address: '192.0.2.41' })).status).toBe(401);
  });

  test('at an account from many addresses are limited', async () => {
    const { signIn, user, database } = stage();
    await user('many@example.org');
    await database.query('DELETE FROM sign_in_attempt');
    await signIn('many@example.org', wrongPassword, { address: '192.0.2.50' });
    await setAttempts(stage(), mostAttempts.atAccount);
    expect((await signIn('many@example.org', rightPassword, { address: '192.0.2.51' })).status).toBe(429);
  });

  test('are kept without addresses, and no longer than needed', async () => {
    const { signIn, user, database } = stage();
    await user('kept@example.org');
    await database.query('DELETE FROM sign_in_attempt');
    await signIn('kept@example.org', wrongPassword, { address: '192.0.2.60' });
    const text = JSON.stringify(await database.query('SELECT * FROM sign_in_attempt'));
    for (const word of ['kept', 'example', '192.0.2']) expect(text).not.toContain(word);
    await database.query(`UPDATE sign_in_attempt SET ends_at = now() - interval '1 second'`);
    await signIn('kept@example.org', rightPassword, { address: '192.0.2.61' });
    const [left] = await database.query<{ count: number }>(
      'SELECT count(*) FROM sign_in_attempt WHERE ends_at < now()',
    );
    expect(left?.count).toBe(0);
  });
});

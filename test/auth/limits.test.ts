import { expect, test } from 'vitest';
import { mostAttempts } from '../../src/auth/attempts.ts';
import { cookieOf, onBothDatabases, rightPassword, wrongPassword } from './stage.ts';
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

  test('of all addresses of an IPv6 /64 are one’s, and an IPv4 address counts once however it is written', async () => {
    const { signIn, user, database } = stage();
    await user('v6@example.org');
    await database.query('DELETE FROM sign_in_attempt');
    let number = 0;
    const last = await tryTimes(mostAttempts.ofAddressAtAccount + 1, () =>
      signIn('v6@example.org', wrongPassword, { address: `2001:db8:0:7::${(number += 1)}` }),
    );
    expect(last?.status).toBe(429);
    expect((await signIn('v6@example.org', rightPassword, { address: '2001:db8:0:8::1' })).status).toBe(200);
    await tryTimes(mostAttempts.ofAddressAtAccount, () =>
      signIn('v6@example.org', wrongPassword, { address: '::ffff:192.0.2.70' }),
    );
    expect((await signIn('v6@example.org', wrongPassword, { address: '192.0.2.70' })).status).toBe(429);
  });

  test('of others do not keep out a browser that has signed in to the account before', async () => {
    const { signIn, user, database } = stage();
    await user('owner@example.org');
    await user('neighbour@example.org');
    const from = { address: '192.0.2.80' };
    const own = { origin: 'http://localhost:8760' };
    const browser = cookieOf(await signIn('owner@example.org', rightPassword, from));
    await signIn('owner@example.org', wrongPassword, from);
    await setAttempts(stage(), mostAttempts.atAccount);
    expect((await signIn('owner@example.org', rightPassword, from)).status).toBe(429);
    expect((await signIn('owner@example.org', rightPassword, { ...from, cookie: browser, headers: own })).status).toBe(
      200,
    );
    // What lets a browser in is of one account, and can't be made up.
    for (const [account, cookie] of [
      ['neighbour@example.org', browser],
      ['owner@example.org', browser.replace(/laurel\.device=\w/, 'laurel.device=_')],
    ] as const)
      expect((await signIn(account, rightPassword, { ...from, cookie, headers: own })).status).toBe(429);
    // A stolen browser does not guess for ever either.
    await database.query('DELETE FROM sign_in_attempt');
    const guesses = await tryTimes(mostAttempts.ofDevice + 1, () =>
      signIn('owner@example.org', wrongPassword, { address: '192.0.2.81', cookie: browser, headers: own }),
    );
    expect(guesses?.status).toBe(429);
  });

  test('to guess the password with a stolen session are counted as well', async () => {
    const { ask, signIn, user, database } = stage();
    await user('stolen@example.org');
    await database.query('DELETE FROM sign_in_attempt');
    const session = cookieOf(await signIn('stolen@example.org', rightPassword, { address: '192.0.2.90' }))
      .split('; ')
      .filter((cookie) => cookie.includes('session_token'))
      .join('; ');
    const change = (currentPassword: string): Promise<Reply> =>
      ask('POST', '/api/auth/change-password', {
        body: { currentPassword, newPassword: 'some other horse battery' },
        cookie: session,
        address: '192.0.2.91',
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    expect((await tryTimes(mostAttempts.ofAddressAtAccount, () => change(wrongPassword)))?.status).toBe(422);
    const refused = await change(rightPassword);
    expect(refused.json()).toMatchObject({ status: 429, code: 'TOO_MANY_REQUESTS' });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  });

  test('are kept without addresses, and no longer than needed', async () => {
    const { signIn, user, database } = stage();
    await user('kept@example.org');
    await database.query('DELETE FROM sign_in_attempt');
    await signIn('kept@example.org', wrongPassword, { address: '192.0.2.60' });
    const text = JSON.stringify(await database.query('SELECT * FROM sign_in_attempt'));
    for (const word of ['kept', 'example', '192.0.2']) expect(text).not.toContain(word);
    await database.query(`UPDATE sign_in_attempt SET ends_at = now() - interval '1 second'`);
    // The next attempt takes along what has ended, also when it is an outsider's and fails.
    await signIn('kept@example.org', wrongPassword, { address: '192.0.2.61' });
    const [left] = await database.query<{ count: number }>(
      'SELECT count(*) FROM sign_in_attempt WHERE ends_at < now()',
    );
    expect(left?.count).toBe(0);
  });
});

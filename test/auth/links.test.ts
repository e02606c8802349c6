import { expect, test } from 'vitest';
import { changeUser } from '../../src/auth/people.ts';
import { createSignInLink } from '../../src/auth/sign-in-links.ts';
import { cookieOf, onBothDatabases } from './stage.ts';

const by = { actor: { id: 'cli:test', name: 'test' } };
const over = '/sign-in?error=link';

onBothDatabases('a one-time sign-in link', (stage) => {
  test('signs in once and leads to the start page', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('once@example.org', 'designer');
    const path = await createSignInLink(database, id, by);
    const first = await ask('GET', path);
    expect(first).toMatchObject({ status: 303, headers: { location: '/', 'cache-control': 'no-store' } });
    expect(first.cookies).toEqual([expect.stringMatching(/HttpOnly; SameSite=Lax$/)]);
    const session = await ask('GET', '/api/v1/session', { cookie: cookieOf(first) });
    expect(session.json()).toMatchObject({ actor: { id, role: 'designer' } });
    const again = await ask('GET', path);
    expect({ ...again, status: again.status }).toMatchObject({ status: 303, headers: { location: over }, cookies: [] });
  });

  test('that is opened several times at once signs in once', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('race@example.org');
    const path = await createSignInLink(database, id, by);
    const replies = await Promise.all(Array.from({ length: 6 }, () => ask('GET', path)));
    expect(replies.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1);
    expect(await database.query('SELECT id FROM auth_session WHERE user_id = $1', [id])).toHaveLength(1);
  });

  test('is not used up by a program that only asks about it', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('head@example.org');
    const path = await createSignInLink(database, id, by);
    expect((await ask('HEAD', path)).cookies).toEqual([]);
    expect((await ask('GET', path)).headers).toMatchObject({ location: '/' });
  });

  test.each([
    ['that is too old', `UPDATE sign_in_link SET expires_at = now() - interval '1 second'`],
    ['whose owner was signed out everywhere', 'DELETE FROM auth_session'],
  ])('%s', async (what, change) => {
    const { ask, user, database } = stage();
    const { id, role } = await user(`${what.replaceAll(' ', '-')}@example.org`);
    const path = await createSignInLink(database, id, by);
    await database.query(change);
    if (what.includes('signed out')) {
      await changeUser(database, id, { role, disabled: true }, by);
      await changeUser(database, id, { role, disabled: false }, by);
    }
    expect(await ask('GET', path)).toMatchObject({ headers: { location: over }, cookies: [] });
  });

  test('that was made up, or is of somebody disabled, signs nobody in', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('later-disabled@example.org');
    const path = await createSignInLink(database, id, by);
    await database.query('UPDATE auth_user SET disabled = true WHERE id = $1', [id]);
    for (const address of [path, `/sign-in/once?token=${'x'.repeat(43)}`])
      expect(await ask('GET', address)).toMatchObject({ headers: { location: over }, cookies: [] });
    expect((await ask('GET', '/sign-in/once')).status).toBe(422);
  });

  test('is kept as a digest, is in the audit without its token, and is not in the log', async () => {
    const { ask, user, database, logs } = stage();
    const { id } = await user('digest@example.org');
    const path = await createSignInLink(database, id, by);
    const token = path.split('token=')[1] ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const links = JSON.stringify(await database.query('SELECT * FROM sign_in_link'));
    const audited = await database.query('SELECT actor, action, after FROM audit WHERE target = $1 ORDER BY id', [id]);
    expect(audited.at(-1)).toEqual({ actor: 'cli:test', action: 'user.sign_in_link', after: { minutes: 10 } });
    await ask('GET', path);
    for (const text of [links, JSON.stringify(audited), logs.text()]) expect(text).not.toContain(token);
  });
});

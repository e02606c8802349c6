import { expect, test } from 'vitest';
import { changeUser } from '../../src/auth/people.ts';
import { createSignInLink } from '../../src/auth/sign-in-links.ts';
import { cookieOf, onBothDatabases } from './stage.ts';
import type { AuthStage, Reply } from './stage.ts';

const by = { actor: { id: 'cli:test', name: 'test' } };
const refused = { status: 401, cookies: [] };

/** What the page of a link does when somebody presses its button. */
function press({ ask }: AuthStage, path: string, cookie?: string): Promise<Reply> {
  const [, token = ''] = path.split('#');
  const headers = { 'sec-fetch-site': 'same-origin' };
  return ask('POST', '/api/auth/sign-in/once', { body: { token }, headers, ...(cookie !== undefined && { cookie }) });
}

onBothDatabases('a one-time sign-in link', (stage) => {
  test('signs in once, when somebody presses the button of its page', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('once@example.org', 'designer');
    const path = await createSignInLink(database, id, by);
    const first = await press(stage(), path);
    expect(first).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } });
    expect(first.json()).toMatchObject({ actor: { id, role: 'designer' } });
    expect(first.cookies).toEqual([expect.stringMatching(/HttpOnly; SameSite=Lax$/)]);
    const session = await ask('GET', '/api/v1/session', { cookie: cookieOf(first) });
    expect(session.json()).toMatchObject({ actor: { id, role: 'designer' } });
    const again = await press(stage(), path);
    expect(again).toMatchObject(refused);
    expect(again.json()).toMatchObject({ code: 'SIGN_IN_FAILED', detail: expect.stringContaining('Ask for another') });
  });

  test('that is opened several times at once signs in once', async () => {
    const { user, database } = stage();
    const { id } = await user('race@example.org');
    const path = await createSignInLink(database, id, by);
    const replies = await Promise.all(Array.from({ length: 6 }, () => press(stage(), path)));
    expect(replies.filter(({ cookies }) => cookies.length > 0)).toHaveLength(1);
    expect(await database.query('SELECT id FROM auth_session WHERE user_id = $1', [id])).toHaveLength(1);
  });

  test('is not used up by whatever opens it before its owner does', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('head@example.org');
    const path = await createSignInLink(database, id, by);
    // A program that follows links sends no more than this: what stands behind the # stays with whoever has the link.
    const [page = ''] = path.split('#');
    for (const method of ['HEAD', 'GET'] as const) expect((await ask(method, page)).cookies).toEqual([]);
    expect((await press(stage(), path)).status).toBe(200);
  });

  test('is refused when another site sends it, and stays good', async () => {
    const { ask, user, database } = stage();
    const { id } = await user('other-site@example.org');
    const path = await createSignInLink(database, id, by);
    const body = { token: path.split('#')[1] };
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example.net' }, {}])
      expect(await ask('POST', '/api/auth/sign-in/once', { body, headers })).toMatchObject({
        status: 403,
        cookies: [],
      });
    expect((await press(stage(), path)).status).toBe(200);
  });

  test.each([
    ['that is too old', `UPDATE sign_in_link SET expires_at = now() - interval '1 second'`],
    ['whose owner was signed out everywhere', 'DELETE FROM auth_session'],
  ])('%s', async (what, change) => {
    const { user, database } = stage();
    const { id, role } = await user(`${what.replaceAll(' ', '-')}@example.org`);
    const path = await createSignInLink(database, id, by);
    await database.query(change);
    if (what.includes('signed out')) {
      await changeUser(database, id, { role, disabled: true }, by);
      await changeUser(database, id, { role, disabled: false }, by);
    }
    expect(await press(stage(), path)).toMatchObject(refused);
  });

  test('that was made up, or is of somebody disabled, signs nobody in', async () => {
    const { user, database } = stage();
    const { id } = await user('later-disabled@example.org');
    const path = await createSignInLink(database, id, by);
    await database.query('UPDATE auth_user SET disabled = true WHERE id = $1', [id]);
    for (const link of [path, `/sign-in/once#${'x'.repeat(43)}`])
      expect(await press(stage(), link)).toMatchObject(refused);
    expect((await press(stage(), '/sign-in/once')).status).toBe(422);
  });

  test('is kept as a digest, is in the audit without its token, and is not in the log', async () => {
    const { user, database, logs } = stage();
    const { id } = await user('digest@example.org');
    const path = await createSignInLink(database, id, by);
    const token = path.split('#')[1] ?? '';
    expect(token).toMatch(/^[\w-]{43}$/);
    const links = JSON.stringify(await database.query('SELECT * FROM sign_in_link'));
    const audited = await database.query('SELECT actor, action, after FROM audit WHERE target = $1 ORDER BY id', [id]);
    expect(audited.at(-1)).toEqual({ actor: 'cli:test', action: 'user.sign_in_link', after: { minutes: 10 } });
    await press(stage(), path);
    for (const text of [links, JSON.stringify(audited), logs.text()]) expect(text).not.toContain(token);
  });
});

import { expect, test } from 'vitest';
import { inviteUser, makePasswordLink, revokePasswordLink } from '../../src/auth/password-links.ts';
import { changeUser, editUser } from '../../src/auth/people.ts';
import { cookieOf, onBothDatabases, rightPassword } from './stage.ts';
import type { AuthStage, Reply } from './stage.ts';

const by = { actor: { id: 'cli:test', name: 'test' } };
const headers = { 'sec-fetch-site': 'same-origin' };
const chosen = 'quiet violet harbour lanterns';
const person = (name: string) => ({ name, email: `${name.toLowerCase()}@example.org`, role: 'operator' as const });

const tokenOf = (path: string): string => path.split('#')[1] ?? '';
const look = ({ ask }: AuthStage, path: string): Promise<Reply> =>
  ask('POST', '/api/auth/password-link', { body: { token: tokenOf(path) }, headers });
const use = ({ ask }: AuthStage, path: string, password = chosen): Promise<Reply> =>
  ask('POST', '/api/auth/password-link/use', { body: { token: tokenOf(path), password }, headers });

onBothDatabases('a link to set a password', (stage) => {
  test('of an invitation: says whose it is, sets the first password once, and signs in', async () => {
    const { database, signIn, logs } = stage();
    const { path, user } = await inviteUser(database, person('Invited'), 72, by);
    expect(path).toMatch(/^\/sign-in\/password#[\w-]{43}$/);
    expect(user).toMatchObject({ signsInWith: [], passwordLinkEndsAt: expect.any(Date) });
    for (let times = 0; times < 2; times++)
      expect((await look(stage(), path)).json()).toMatchObject({ email: 'invited@example.org', invited: true });
    // A password that is refused costs nobody the link.
    const weak = await use(stage(), path, 'invited@example.org');
    expect(weak).toMatchObject({ status: 422, cookies: [] });
    expect(weak.json()).toMatchObject({ code: 'PASSWORD_WEAK', mistakes: [{ path: ['password'] }] });

    const replies = await Promise.all([1, 2, 3].map(() => use(stage(), path)));
    expect(replies.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 401, 401]);
    const session = replies.find(({ status }) => status === 200);
    expect(session?.json()).toMatchObject({ actor: { email: 'invited@example.org', role: 'operator' } });
    expect((await signIn('invited@example.org', chosen)).status).toBe(200);
    expect((await look(stage(), path)).json()).toMatchObject({ code: 'SIGN_IN_FAILED' });

    const kept = JSON.stringify([
      await database.query('SELECT * FROM audit'),
      await database.query('SELECT * FROM password_link'),
      logs,
    ]);
    expect(kept).toContain('user.invite');
    expect(kept).not.toContain(tokenOf(path));
    expect(kept).not.toContain(chosen);
  });

  test('for whoever forgot it: the old password holds until then, and all sessions end with it', async () => {
    const { database, user, signIn, ask } = stage();
    const { id, email } = await user('forgot@example.org', 'designer');
    const before = cookieOf(await signIn(email, rightPassword));
    const first = await makePasswordLink(database, id, 1, by);
    const second = await makePasswordLink(database, id, 1, by);
    expect((await look(stage(), first.path)).status).toBe(401);
    expect((await ask('GET', '/api/v1/session', { cookie: before })).status).toBe(200);
    expect((await use(stage(), second.path)).json()).toMatchObject({ actor: { id, role: 'designer' } });
    expect((await ask('GET', '/api/v1/session', { cookie: before })).status).toBe(401);
    expect((await signIn(email, rightPassword)).status).toBe(401);
    expect((await signIn(email, chosen)).status).toBe(200);
  });

  test.each([
    ['that is too old', `UPDATE password_link SET expires_at = now() - interval '1 second'`],
    ['of somebody who is disabled', `UPDATE auth_user SET disabled = true WHERE email = 'over@example.org'`],
  ])('%s does not work', async (_, sql) => {
    const { database } = stage();
    await database.query(`DELETE FROM auth_user WHERE email = 'over@example.org'`);
    const { path } = await inviteUser(database, person('Over'), 1, by);
    await database.query(sql);
    expect(await use(stage(), path)).toMatchObject({ status: 401, cookies: [] });
    expect((await look(stage(), path)).status).toBe(401);
  });

  test('is refused when another site sends it, and stays good', async () => {
    const { database, ask } = stage();
    const { path } = await inviteUser(database, person('Elsewhere'), 1, by);
    const body = { token: tokenOf(path), password: chosen };
    for (const other of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://evil.example.net' }, {}])
      expect((await ask('POST', '/api/auth/password-link/use', { body, headers: other })).status).toBe(403);
    expect((await use(stage(), path)).status).toBe(200);
  });

  test('is revoked: whoever was invited and has not come is removed, and may be invited again', async () => {
    const { database, user } = stage();
    const invited = await inviteUser(database, person('Revoked'), 1, by);
    expect(await revokePasswordLink(database, invited.user.id, by)).toEqual({ removed: true });
    expect((await use(stage(), invited.path)).status).toBe(401);
    const again = await inviteUser(database, person('Revoked'), 1, by);
    expect((await use(stage(), again.path)).status).toBe(200);

    const { id } = await user('keeps@example.org');
    const reset = await makePasswordLink(database, id, 1, by);
    expect(await revokePasswordLink(database, id, by)).toEqual({ removed: false });
    expect((await use(stage(), reset.path)).status).toBe(401);
    await expect(revokePasswordLink(database, id, by)).rejects.toMatchObject({ code: 'PASSWORD_LINK_NOT_FOUND' });
  });

  test('ends when its owner is disabled, or gets another address; names and addresses are unique people', async () => {
    const { database, user } = stage();
    const invited = await inviteUser(database, person('Moves'), 1, by);
    const { id } = invited.user;
    await expect(editUser(database, id, { email: (await user('taken@example.org')).email }, by)).rejects.toMatchObject({
      code: 'USER_EXISTS',
    });
    expect((await look(stage(), invited.path)).status).toBe(200);
    const edited = await editUser(database, id, { name: 'Moved', email: 'Moved@Example.org' }, by);
    expect(edited).toMatchObject({ name: 'Moved', email: 'moved@example.org', passwordLinkEndsAt: null });
    expect((await use(stage(), invited.path)).status).toBe(401);

    const next = await makePasswordLink(database, id, 1, by);
    await changeUser(database, id, { role: 'viewer', disabled: true }, by);
    await expect(makePasswordLink(database, id, 1, by)).rejects.toMatchObject({ code: 'USER_DISABLED' });
    await changeUser(database, id, { role: 'viewer', disabled: false }, by);
    expect((await use(stage(), next.path)).status).toBe(401);
  });

  test('the last admin stays one while another is only invited', async () => {
    const { database } = stage();
    await database.query(`UPDATE auth_user SET role = 'viewer' WHERE role = 'admin'`);
    const { user: only, path } = await inviteUser(database, { ...person('Only'), role: 'admin' }, 1, by);
    await use(stage(), path);
    const invited = await inviteUser(database, { ...person('Next'), role: 'admin' }, 1, by);
    const stepBack = () => changeUser(database, only.id, { role: 'viewer', disabled: false }, by);
    await expect(stepBack()).rejects.toMatchObject({ code: 'LAST_ADMIN' });
    await use(stage(), invited.path);
    expect(await stepBack()).toMatchObject({ role: 'viewer' });
  });
});

import { expect, test } from 'vitest';
import { onBothDatabases } from '../auth/stage.ts';

onBothDatabases('session and sign-in methods', (stage) => {
  test.each([
    ['viewer', ['read']],
    ['designer', ['read', 'design']],
    ['operator', ['read', 'operate']],
    ['admin', ['retire', 'read', 'design', 'operate', 'administer']],
  ] as const)('a %s learns what they may do', async (role, permissions) => {
    const { ask, api } = stage();
    const { id, cookie } = api.people[role];
    expect((await ask('GET', '/api/v1/session', { cookie })).json()).toEqual({
      actor: { kind: 'user', id, name: role, email: expect.stringMatching(/@example\.org$/), role },
      permissions,
      learner: null,
    });
  });

  test('whoever is not signed in is told so, and how to', async () => {
    const { ask } = stage();
    expect((await ask('GET', '/api/v1/session')).json()).toMatchObject({ status: 401, code: 'NOT_SIGNED_IN' });
    const methods = await ask('GET', '/api/v1/sign-in-methods');
    expect(methods.json()).toEqual({ password: true, lms: false, anyUser: true });
  });

  test('a site without an admin who can sign in says that one is to be made', async () => {
    const { ask, database } = stage();
    const anyUser = async () => (await ask('GET', '/api/v1/sign-in-methods')).json().anyUser;
    await database.query(`UPDATE auth_user SET disabled = true WHERE role = 'admin'`);
    expect(await anyUser()).toBe(false);
    await database.query(`UPDATE auth_user SET disabled = false WHERE role = 'admin'`);
    expect(await anyUser()).toBe(true);
  });
});

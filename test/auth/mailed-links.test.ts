/** Links to set a password, sent by mail. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { readSettings } from '../../src/settings.ts';
import type { Environment } from '../../src/settings/sources.ts';
import { createTestDatabase, hasPostgresql } from '../support/database.ts';
import { startMailServer, textOf } from '../support/mail.ts';
import type { MailServer } from '../support/mail.ts';
import { cookieOf, rightPassword, stageAuth } from './stage.ts';
import type { Reply } from './stage.ts';

const site = 'https://badges.example.org';
const from = 'Badges <badges@example.org>';
const person = { name: 'Åsa “Ace” Lindqvist', email: 'Asa@example.org', role: 'operator' };

async function mailServer(options: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(options);
  onTestFinished(() => server.close());
  return server;
}

describe.skipIf(!hasPostgresql())('a link to set a password, by mail', () => {
  /** A site with an admin who is signed in. */
  async function openSite(environment: Environment) {
    const { database, close } = await createTestDatabase();
    const stage = await stageAuth(database, { LAUREL_PUBLIC_URL: site, ...environment });
    onTestFinished(async () => {
      await stage.close();
      await close();
    });
    await stage.user('admin@example.org', 'admin');
    const cookie = cookieOf(await stage.signIn('admin@example.org', rightPassword));
    const post = (url: string, body: object): Promise<Reply> =>
      stage.ask('POST', url, { body, cookie, headers: { origin: site } });
    const invite = async () =>
      (await post('/api/v1/users/invitations', person)).json() as {
        user: { id: string };
        url: string;
        mailable: boolean;
      };
    const send = (id: string, url: string, more: object = {}): Promise<Reply> =>
      post(`/api/v1/users/${id}/password-link/mail`, { token: url.split('#')[1], ...more });
    return { ...stage, post, invite, send };
  }

  test('goes to its owner alone, says until when, in the language that was chosen, and works', async () => {
    const server = await mailServer();
    const { invite, send, ask, post, database, logs } = await openSite({
      LAUREL_SMTP_URL: server.url,
      LAUREL_MAIL_FROM: from,
    });
    const { user, url, mailable } = await invite();
    expect(mailable).toBe(true);
    expect((await send(user.id, url)).json()).toEqual({ to: 'asa@example.org' });
    expect((await send(user.id, url, { language: 'ar' })).status).toBe(200);

    const [english, arabic] = server.mails;
    for (const mail of [english, arabic]) {
      expect(mail?.to).toEqual(['asa@example.org']);
      expect(mail?.message).toMatch(/^From: Badges <badges@example\.org>\r$/m);
      expect(mail?.message).toMatch(/^Auto-Submitted: auto-generated\r$/m);
      expect(textOf(mail?.message ?? '')).toContain(url);
    }
    expect(english?.message).toMatch(/^Subject: Your invitation to Laurel\r$/m);
    expect(textOf(english?.message ?? '')).toMatch(
      /^Hello Åsa “Ace” Lindqvist,[^]*The link works once, until .* \(UTC\)\./,
    );
    expect(textOf(arabic?.message ?? '')).toContain('دُعيت إلى Laurel');

    const body = { token: url.split('#')[1], password: 'quiet violet harbour lanterns' };
    const used = await ask('POST', '/api/auth/password-link/use', {
      body,
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    expect(used.json()).toMatchObject({ actor: { email: 'asa@example.org' } });
    // A new one for who has a password already is no invitation; the old one is over, and nobody else's is sent.
    const reset = (await post(`/api/v1/users/${user.id}/password-link`, {})).json();
    expect((await send(user.id, reset.url)).status).toBe(200);
    expect(server.mails[2]?.message).toMatch(/^Subject: Set a new Laurel password\r$/m);
    const other = (await post('/api/v1/users/invitations', { ...person, email: 'other@example.org' })).json();
    for (const wrong of [url, other.url])
      expect((await send(user.id, wrong)).json()).toMatchObject({ status: 404, code: 'PASSWORD_LINK_NOT_FOUND' });
    expect(server.mails).toHaveLength(3);

    const kept = JSON.stringify([await database.query('SELECT * FROM audit'), logs]);
    expect(kept).toContain('user.password_link_mail');
    for (const link of [url, reset.url, other.url]) expect(kept).not.toContain(link.split('#')[1]);
    expect(JSON.stringify(logs)).not.toContain('asa@example.org');
  });

  test('what keeps it from being sent is said, with the reply of the server; the link can still be copied', async () => {
    const refuses = await mailServer({
      onRcptTo: (_address, _session, done) => done(new Error('mailbox unavailable')),
    });
    const signedIn = await mailServer({
      authOptional: false,
      onAuth: (_login, _session, done) => done(new Error('wrong user name or password')),
    });
    const closed = await mailServer();
    for (const [server, detail] of [
      [refuses.url, /rejected the sender or the recipient\..*mailbox unavailable/s],
      [signedIn.url.replace('//', '//laurel:wrong@'), /rejected the user name or password\./],
      ['smtp://127.0.0.1:1', /127\.0\.0\.1:1 could not be reached/],
      // Of TLS from the first byte the server knows nothing.
      [closed.url.replace('smtp:', 'smtps:'), /could not be (reached|encrypted)/],
    ] as const) {
      const { invite, send, ask } = await openSite({ LAUREL_SMTP_URL: server, LAUREL_MAIL_FROM: from });
      const { user, url } = await invite();
      const answer = await send(user.id, url);
      expect(answer.json()).toMatchObject({
        status: 502,
        code: 'MAIL_NOT_SENT',
        detail: expect.stringMatching(detail),
      });
      expect(answer.text).not.toContain('laurel:wrong');
      const look = await ask('POST', '/api/auth/password-link', {
        body: { token: url.split('#')[1] },
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      expect(look.status).toBe(200);
    }
    const { invite, send, database } = await openSite({});
    const { user, url, mailable } = await invite();
    expect(mailable).toBe(false);
    expect((await send(user.id, url)).json()).toMatchObject({ status: 409, code: 'MAIL_NOT_SET' });
    expect(await database.query(`SELECT FROM audit WHERE action = 'user.password_link_mail'`)).toEqual([]);
  });

  test('a relay may have a certificate that nobody knows; a password is not sent to it', async () => {
    const logins: string[] = [];
    const relay = await mailServer({
      disabledCommands: [],
      onAuth: ({ username = '' }, _session, done) => {
        logins.push(username);
        done(null, { user: username });
      },
    });
    const open = await openSite({ LAUREL_SMTP_URL: relay.url, LAUREL_MAIL_FROM: from });
    const invited = await open.invite();
    expect((await open.send(invited.user.id, invited.url)).status).toBe(200);
    const withPassword = relay.url.replace('//', '//laurel:password@');
    const guarded = await openSite({ LAUREL_SMTP_URL: withPassword, LAUREL_MAIL_FROM: from });
    const { user, url } = await guarded.invite();
    expect((await guarded.send(user.id, url)).json()).toMatchObject({
      code: 'MAIL_NOT_SENT',
      detail: expect.stringContaining('could not be encrypted'),
    });
    expect([relay.mails.length, logins]).toEqual([1, []]);
  });

  test.each([
    [{ LAUREL_SMTP_URL: 'smtp://mail.example.org' }, 'LAUREL_MAIL_FROM: must be set with LAUREL_SMTP_URL'],
    [{ LAUREL_SMTP_URL: 'smtp://mail.example.org' }, 'LAUREL_PUBLIC_URL: must be set with LAUREL_SMTP_URL'],
    [{ LAUREL_MAIL_FROM: from }, 'LAUREL_SMTP_URL: must be set with LAUREL_MAIL_FROM'],
    [{ LAUREL_MAIL_FROM: 'nobody' }, 'must be an address such as badges@example.org'],
    [{ LAUREL_SMTP_URL: 'mail.example.org:587' }, 'must be a URL such as smtp://'],
  ])('settings: %o is told as a mistake', (environment, mistake) => {
    expect(() => readSettings(environment)).toThrow(
      expect.objectContaining({ details: expect.arrayContaining([expect.stringContaining(mistake)]) }),
    );
  });

  test('settings: user and password are read from the URL, and a host has its usual port', () => {
    const read = (url: string) =>
      readSettings({
        LAUREL_PUBLIC_URL: site,
        LAUREL_SMTP_URL: url,
        LAUREL_MAIL_FROM: '"Badges, Inc." <b@example.org>',
      }).mail;
    expect(read('smtp://us%40er:p%25w@mail.example.org')).toEqual({
      host: 'mail.example.org',
      port: 587,
      tls: false,
      login: { user: 'us@er', password: 'p%w' },
      from: { name: 'Badges, Inc.', address: 'b@example.org' },
    });
    expect(read('smtps://[::1]')).toMatchObject({ host: '::1', port: 465, tls: true, login: null });
  });
});

import type { SendMailOptions, Transporter } from 'nodemailer';
import { LaurelError } from '../errors.ts';
import type { MailSettings } from '../settings/mail.ts';
import { asIs, told } from '../told.ts';
import type { Told } from '../told.ts';

/** One mail: plain text, so that every program shows the same. */
export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  /** A language tag, for those who read it aloud. */
  readonly language: string;
}

/** Whoever sends it waits for it, in a page or a terminal. */
const waits = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 15_000 };
const ownMachine = new Set(['localhost', '127.0.0.1', '::1']);

/**
 * Hands a mail to the SMTP server of the site (RFC 5321). That it was accepted does not mean that it arrives.
 *
 * @throws LaurelError MAIL_NOT_SENT
 */
export async function sendMail(settings: MailSettings, { to, subject, text, language }: Mail): Promise<void> {
  const mail: SendMailOptions = {
    from: settings.from,
    to,
    subject,
    text,
    // Nobody is out of office to a machine (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    // What stands in a text is never a file or an address to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  await withServer(settings, (server) => server.sendMail(mail));
}

/**
 * Connects to the SMTP server and signs in, without sending anything.
 *
 * @throws LaurelError MAIL_NOT_SENT
 */
export async function checkMailServer(settings: MailSettings): Promise<void> {
  await withServer(settings, (server) => server.verify());
}

async function withServer(settings: MailSettings, use: (server: Transporter) => Promise<unknown>): Promise<void> {
  const { host, port, tls, login } = settings;
  // Takes a while to load, and most processes never send a mail.
  const { createTransport } = await import('nodemailer');
  const server = createTransport({
    host,
    port,
    secure: tls,
    // Nobody on the way may read the password.
    requireTLS: !tls && login !== null && !ownMachine.has(host),
    // A relay in the same network often has no certificate, or one of its own: encryption by anybody is better than none (RFC 7435).
    ...(!tls && login === null && { opportunisticTLS: true, tls: { rejectUnauthorized: false } }),
    ...(login !== null && { auth: { user: login.user, pass: login.password } }),
    ...waits,
  });
  try {
    await use(server);
  } catch (error) {
    throw new LaurelError('MAIL_NOT_SENT', whyNot(error, `${host}:${port}`));
  } finally {
    server.close();
  }
}

/** Codes of Node and OpenSSL for a connection that was made and not encrypted: a certificate nobody trusts, or no TLS at all. */
const ofEncryption = /^(?:ERR_SSL|ERR_TLS|CERT|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_(?:GET|VERIFY))/;

/** In words, and what the server said. */
function whyNot(error: unknown, server: string): Told[] {
  const { code, originalCode, response } = error as Readonly<
    Partial<Record<'code' | 'originalCode' | 'response', string>>
  >;
  const said = typeof response === 'string' && response !== '' ? [asIs(response.slice(0, 500))] : [];
  switch (ofEncryption.test(originalCode ?? '') ? 'ETLS' : code) {
    case 'EAUTH':
      return [told`The mail server ${server} rejected the user name or password.`, ...said];
    case 'ETLS':
      return [
        told`The connection to the mail server ${server} could not be encrypted (${originalCode ?? 'ETLS'}).`,
        ...said,
      ];
    case 'EENVELOPE':
      return [told`The mail server ${server} rejected the sender or the recipient.`, ...said];
    case 'EMESSAGE':
      return [told`The mail server ${server} rejected the mail.`, ...said];
    default:
      return [
        told`The mail server ${server} could not be reached, or did not respond in time (${originalCode ?? code ?? '?'}).`,
        ...said,
      ];
  }
}

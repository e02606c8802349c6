import type { SettingName, SettingValues } from './table.ts';

/** How mail is sent. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** Whether the connection is encrypted from its first byte, rather than by STARTTLS. */
  readonly tls: boolean;
  readonly login: { readonly user: string; readonly password: string } | null;
  readonly from: Mailbox;
}

export interface Mailbox {
  /** Empty: none. */
  readonly name: string;
  readonly address: string;
}

const usualPorts = { smtp: 587, smtps: 465 };

/** @returns null when this site sends no mail */
export function composeMail(values: SettingValues): MailSettings | null {
  const { LAUREL_SMTP_URL: server, LAUREL_MAIL_FROM: from } = values;
  if (server === null || from === null) return null;
  const { protocol, hostname, port, username, password } = new URL(server);
  const tls = protocol === 'smtps:';
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(port) || usualPorts[tls ? 'smtps' : 'smtp'],
    tls,
    login: username === '' ? null : { user: decode(username), password: decode(password) },
    from,
  };
}

/** A percent sign that begins no escape stands for itself. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** What the settings of mail must be to each other, and to the address of the site, which the links begin with. */
export function checkMail(values: SettingValues, mistaken: ReadonlySet<SettingName>): string[] {
  const mistakes: string[] = [];
  const lack = (name: SettingName, because: SettingName, why: string): void => {
    if (values[because] !== null && values[name] === null && !mistaken.has(name))
      mistakes.push(`${name}: must be set with ${because}: ${why}.`);
  };
  lack('LAUREL_MAIL_FROM', 'LAUREL_SMTP_URL', 'the sender of the mail');
  lack('LAUREL_SMTP_URL', 'LAUREL_MAIL_FROM', 'the server that takes the mail');
  lack('LAUREL_PUBLIC_URL', 'LAUREL_SMTP_URL', 'the links in the mail begin with it');
  return mistakes;
}

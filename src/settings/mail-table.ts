import { setting } from './setting.ts';
import type { Setting } from './setting.ts';
import { mailbox, url } from './values.ts';

/** The settings of sending mail: a part of the table in table.ts. */
export const mailTable = {
  LAUREL_SMTP_URL: setting(
    url(['smtp', 'smtps'], 'smtp://user:password@mail.example.org:587'),
    null,
    "The SMTP server for this site's mail: `smtp://user:password@mail.example.org:587`, or `smtps://` for TLS from the start. With a password, `smtp://` requires STARTTLS. Used only for invitations and password links. If not set, Laurel sends no mail, and you copy the links yourself.",
    'url',
  ),
  LAUREL_MAIL_FROM: setting(
    mailbox,
    null,
    'The sender of that mail: `badges@example.org`, or with a name, `Badges <badges@example.org>`.',
  ),
} as const satisfies Record<string, Setting<unknown>>;

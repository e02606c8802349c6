import { LaurelError } from '../../errors.ts';
import { checkMailServer } from '../../mail/mailer.ts';
import type { MailSettings } from '../../settings/mail.ts';
import { fail, ok } from './checks.ts';
import type { Check } from './checks.ts';

/** Whether the SMTP server takes mail of this site; nothing is sent. */
export async function checkMail(mail: MailSettings | null): Promise<Check[]> {
  if (mail === null)
    return [ok('mail', 'none is sent: LAUREL_SMTP_URL is not set; password links are copied manually')];
  const server = `${mail.host}:${mail.port}`;
  try {
    await checkMailServer(mail);
    return [ok('mail', `${server} accepts mail from ${mail.from.address}`)];
  } catch (error) {
    if (!(error instanceof LaurelError)) throw error;
    return [fail('mail', error.details.join(' '), 'Check LAUREL_SMTP_URL.')];
  }
}

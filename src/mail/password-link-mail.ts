import type { User } from '../store/people/users.ts';
import type { Mail } from './mailer.ts';

/** The languages of this mail: those of the pages. */
export type MailLanguage = 'en' | 'ar';

interface Words {
  readonly invited: string;
  readonly reset: string;
  readonly hello: (name: string) => string;
  readonly inviteIntroduction: (site: string) => string;
  readonly resetIntroduction: (site: string) => string;
  readonly until: (moment: string) => string;
  readonly stranger: string;
}

/** Writes the mail by which somebody gets the link that sets their password. */
export function passwordLinkMail(
  { user, url, endsAt }: { readonly user: User; readonly url: string; readonly endsAt: Date },
  language: MailLanguage,
): Mail {
  const words = wordsOf[language];
  const isInvited = user.signsInWith.length === 0;
  const site = new URL(url).host;
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' });
  return {
    to: { name: user.name, address: user.email },
    subject: isInvited ? words.invited : words.reset,
    text: [
      words.hello(user.name),
      isInvited ? words.inviteIntroduction(site) : words.resetIntroduction(site),
      url,
      words.until(`${moment.format(endsAt)} (UTC)`),
      words.stranger,
      '',
    ].join('\n\n'),
    language,
  };
}

const english: Words = {
  invited: 'Your invitation to Laurel',
  reset: 'Set a new Laurel password',
  hello: (name) => `Hello ${name},`,
  inviteIntroduction: (site) =>
    `You have been invited to Laurel, which awards badges on ${site}. Open this link to choose your password:`,
  resetIntroduction: (site) => `An admin of Laurel on ${site} has sent you this link to set a new password:`,
  until: (moment) => `The link works once, until ${moment}. Do not pass it on: whoever opens it can sign in as you.`,
  stranger: 'If you did not expect this, ignore this message. Nothing changes unless the link is used.',
};

const arabic: Words = {
  invited: 'دعوتك إلى Laurel',
  reset: 'عيّن كلمة مرور جديدة في Laurel',
  hello: (name) => `مرحبًا ${name}،`,
  inviteIntroduction: (site) =>
    `دُعيت إلى Laurel، وهي الخدمة التي تمنح الشارات على ${site}. افتح هذا الرابط لاختيار كلمة مرورك:`,
  resetIntroduction: (site) => `أرسل إليك أحد مديري Laurel على ${site} هذا الرابط لتعيين كلمة مرور جديدة:`,
  until: (moment) => `يعمل الرابط مرة واحدة، حتى ${moment}. لا تُعطه لأحد: من يفتحه يستطيع تسجيل الدخول باسمك.`,
  stranger: 'إن لم تكن تتوقع هذه الرسالة فتجاهلها. لا يتغير شيء ما لم يُستخدم الرابط.',
};

const wordsOf: Readonly<Record<MailLanguage, Words>> = { en: english, ar: arabic };

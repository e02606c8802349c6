import { defineMessages } from 'react-intl';

export const signInText = defineMessages({
  title: { id: 'sign-in.title', defaultMessage: 'Sign in to Laurel', description: 'Title of the sign-in page.' },
  noUserTitle: {
    id: 'sign-in.no-user.title',
    defaultMessage: 'Laurel has no users here yet',
    description: 'Title on the sign-in page of a new site.',
  },
  noUser: {
    id: 'sign-in.no-user',
    defaultMessage: 'Create the first admin on the machine where Laurel runs. The command asks for the rest:',
    description: 'On the sign-in page of a new site; a command for a terminal follows.',
  },
  noMethod: {
    id: 'sign-in.no-method',
    defaultMessage: 'No sign-in method is enabled here. Ask the operator of this site.',
    description: 'When the settings allow no way to sign in.',
  },
  lmsRefused: {
    id: 'sign-in.lms-refused',
    defaultMessage: 'You did not allow the LMS to tell Laurel who you are. Try again, and allow it.',
    description: 'Why somebody is not signed in.',
  },
  lmsUnreachable: {
    id: 'sign-in.lms-unreachable',
    defaultMessage: 'The LMS is not responding. Try again in a moment.',
    description: 'Why somebody is not signed in.',
  },
  lmsUntrusted: {
    id: 'sign-in.lms-untrusted',
    defaultMessage:
      "Laurel could not verify the response from the LMS. Ask the operator of this site: the reason is in Laurel's log.",
    description: 'Why somebody is not signed in: the signature of the LMS is wrong, or the user id is missing.',
  },
  lmsFailed: {
    id: 'sign-in.lms-failed',
    defaultMessage:
      'Signing in with the LMS did not work. Try again; if it keeps happening, tell the operator of this site.',
    description: 'Why somebody is not signed in.',
  },
  emailTaken: {
    id: 'sign-in.email-taken',
    defaultMessage: 'Another user here has your e-mail address. Ask a Laurel admin to resolve that.',
    description: 'Why somebody is not signed in.',
  },
  disabled: {
    id: 'sign-in.disabled',
    defaultMessage: 'A Laurel admin has disabled your account.',
    description: 'Why somebody is not signed in.',
  },
  tooLate: {
    id: 'sign-in.too-late',
    defaultMessage: 'That took too long, or was started in another browser. Try again.',
    description: 'Why somebody is not signed in.',
  },
  forgot: {
    id: 'sign-in.forgot',
    defaultMessage: 'Forgot your password?',
    description: 'On the sign-in page: opens the help below.',
  },
  forgotHelp: {
    id: 'sign-in.forgot.help',
    defaultMessage: 'Ask a Laurel admin of this site for a link to set a new one.',
    description: 'Help on the sign-in page.',
  },
  onceLead: {
    id: 'sign-in.once.lead',
    defaultMessage: 'This link signs you in once. Continue only if you asked for it.',
    description: 'On the page where a one-time sign-in link leads, above the button "Sign in".',
  },
  link: {
    id: 'sign-in.link',
    defaultMessage: 'This link has already been used or has expired. Ask for a new one.',
    description: 'Why somebody is not signed in: a link for signing in works once and for a short time.',
  },
  doneTitle: {
    id: 'sign-in.done.title',
    defaultMessage: 'You are signed in',
    description: 'Title of the page to which the LMS leads whoever signed in again in a tab of its own.',
  },
  doneLead: {
    id: 'sign-in.done.lead',
    defaultMessage: 'Go back to the tab that you came from: it is as you left it. You can close this one.',
    description: 'Below "You are signed in".',
  },
  doneClose: {
    id: 'sign-in.done.close',
    defaultMessage: 'Close this tab',
    description: 'Button: closes the browser tab.',
  },
  doneGoOn: {
    id: 'sign-in.done.go-on',
    defaultMessage: 'Continue here',
    description: 'Link to the first page, for whoever does not want to go back to the other tab.',
  },
  command: {
    id: 'sign-in.command',
    defaultMessage: 'command',
    description: 'What a button copies, as in "Copy command".',
  },
});

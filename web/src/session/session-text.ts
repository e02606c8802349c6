import { defineMessages } from 'react-intl';

export const sessionText = defineMessages({
  email: { id: 'session.email', defaultMessage: 'E-mail address', description: 'Label of a field.' },
  password: { id: 'session.password', defaultMessage: 'Password', description: 'Label of a field.' },
  showPassword: {
    id: 'session.show-password',
    defaultMessage: 'Show or hide the password',
    description: 'Name of the button with an eye, inside the password field.',
  },
  submit: { id: 'session.submit', defaultMessage: 'Sign in', description: 'Button.' },
  lms: {
    id: 'session.lms',
    defaultMessage: 'Sign in with the LMS',
    description: 'Button: signs in with the account of the Open edX site (LMS).',
  },
  or: { id: 'session.or', defaultMessage: 'or', description: 'Between two ways to sign in.' },
  wrong: {
    id: 'session.wrong',
    defaultMessage: 'The e-mail address or the password is wrong.',
    description: 'When signing in was refused. Does not say which of the two is wrong, on purpose.',
  },
  needEmail: {
    id: 'session.need-email',
    defaultMessage: 'Enter your e-mail address.',
    description: 'When the field was left empty.',
  },
  needPassword: {
    id: 'session.need-password',
    defaultMessage: 'Enter your password.',
    description: 'When the field was left empty.',
  },
  lmsInNewTab: {
    id: 'session.lms-in-new-tab',
    defaultMessage: 'Sign in with the LMS (in a new tab)',
    description: 'Button: signs in with the account of the Open edX site (LMS), in another browser tab.',
  },
  overTitle: {
    id: 'session.over.title',
    defaultMessage: 'Sign in again',
    description: 'Title of a dialog over the page, when the session is over.',
  },
  overLead: {
    id: 'session.over.lead',
    defaultMessage: 'The session of {name} has ended. After you sign in, this page continues as you left it.',
    description: 'In the dialog that asks to sign in again.',
  },
  leave: {
    id: 'session.over.leave',
    defaultMessage: 'Leave this page, or sign in as somebody else',
    description: 'Link in the dialog that asks to sign in again: leads to the sign-in page.',
  },
  signOutTitle: {
    id: 'session.sign-out.title',
    defaultMessage: 'Sign out without saving?',
    description: 'Title of a dialog, when somebody signs out while something on the page is not saved.',
  },
  signOutHelp: {
    id: 'session.sign-out.help',
    defaultMessage:
      'What you typed here is not saved. This device keeps it as a draft for 30 days. On a shared device, discard it on the page before you sign out.',
    description: 'In the dialog "Sign out without saving?".',
  },
  signOut: { id: 'session.sign-out.confirm', defaultMessage: 'Sign out', description: 'Button.' },
});

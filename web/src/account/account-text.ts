import { defineMessages } from 'react-intl';

export const accountText = defineMessages({
  title: {
    id: 'account.title',
    defaultMessage: 'My account',
    description: 'Title of the page about the person who is signed in.',
  },
  lead: {
    id: 'account.lead',
    defaultMessage: 'Your role, your password, and where you are signed in.',
    description: 'Below the title of the page about the person who is signed in.',
  },
  youTitle: { id: 'account.you', defaultMessage: 'Your details', description: 'Heading.' },
  name: { id: 'account.name', defaultMessage: 'Name', description: 'Label.' },
  email: { id: 'account.email', defaultMessage: 'E-mail address', description: 'Label.' },
  role: { id: 'account.role', defaultMessage: 'Role', description: 'Label: what the person may do.' },
  otherRole: {
    id: 'account.other-role',
    defaultMessage: 'If you need to do more, ask an admin for another role.',
    description: 'Below the role of the person.',
  },
  passwordTitle: {
    id: 'account.password.title',
    defaultMessage: 'Change password',
    description: 'Heading and button.',
  },
  passwordLead: {
    id: 'account.password.lead',
    defaultMessage: 'You stay signed in here, and are signed out everywhere else.',
    description: 'What changing the password does.',
  },
  passwordLms: {
    id: 'account.password.lms',
    defaultMessage: 'If you sign in with the LMS, you have no password here.',
    description: 'Says for whom the form is.',
  },
  current: { id: 'account.password.current', defaultMessage: 'Current password', description: 'Label of a field.' },
  next: { id: 'account.password.next', defaultMessage: 'New password', description: 'Label of a field.' },
  nextHelp: {
    id: 'account.password.next.help',
    defaultMessage: 'At least 12 characters. A few words are easier to remember than symbols.',
    description: 'Below the field for the new password.',
  },
  again: { id: 'account.password.again', defaultMessage: 'New password again', description: 'Label of a field.' },
  needCurrent: {
    id: 'account.password.need-current',
    defaultMessage: 'Enter your current password.',
    description: 'When the field was left empty.',
  },
  needNext: {
    id: 'account.password.need-next',
    defaultMessage: 'Enter a new password.',
    description: 'When the field was left empty.',
  },
  differs: {
    id: 'account.password.differs',
    defaultMessage: 'The two new passwords are not the same.',
    description: 'When the new password was entered in two ways.',
  },
  wrong: {
    id: 'account.password.wrong',
    defaultMessage: 'This password is wrong. If you sign in with the LMS, you have none here.',
    description: 'When the current password is wrong.',
  },
  show: {
    id: 'account.password.show',
    defaultMessage: 'Show or hide the password',
    description: 'Name of the buttons with an eye, inside the password fields.',
  },
  changed: {
    id: 'account.password.changed',
    defaultMessage: 'Your password has been changed.',
    description: 'After the password was changed.',
  },
  passwordHelpWeak: {
    id: 'account.password.weak',
    defaultMessage:
      'This password is too easy to guess. Avoid common passwords, patterns, names and addresses, and choose four unrelated words.',
    description: 'When a new password is too weak.',
  },
  revokeKeys: {
    id: 'account.password.revoke-keys',
    defaultMessage: 'Also revoke the API keys that I have made',
    description: 'Checkbox in the form that changes the password.',
  },
  revokeKeysHelp: {
    id: 'account.password.revoke-keys.help',
    defaultMessage: 'Choose this if somebody else may have used your account. Programs that use the keys lose access.',
    description: 'Below that checkbox.',
  },
  keysRevoked: {
    id: 'account.password.keys-revoked',
    defaultMessage: '{count, plural, one {# API key was revoked.} other {# API keys were revoked.}}',
    description: 'After the password was changed.',
  },
  sessionsTitle: { id: 'account.sessions.title', defaultMessage: 'Where you are signed in', description: 'Heading.' },
  unknownDevice: {
    id: 'account.sessions.unknown',
    defaultMessage: 'Unknown browser',
    description: 'Of a session whose browser did not say what it is.',
  },
  thisSession: { id: 'account.sessions.current', defaultMessage: 'This browser', description: 'Mark of a session.' },
  sessionStarted: {
    id: 'account.sessions.started',
    defaultMessage: 'Signed in:',
    description: 'Of a session; a time such as "3 hours ago" follows.',
  },
  sessionUsed: {
    id: 'account.sessions.used',
    defaultMessage: 'last used:',
    description: 'Of a session, after when it began; a time such as "3 hours ago" follows.',
  },
  endSessionOf: {
    id: 'account.sessions.end',
    defaultMessage: 'Sign out {device}',
    description: 'Name of a button. {device} is a browser, such as "Firefox on Linux".',
  },
  endOthers: {
    id: 'account.sessions.end-others',
    defaultMessage: 'Sign out everywhere else',
    description: 'Button: ends all sessions but this one.',
  },
  sessionEnded: {
    id: 'account.sessions.ended',
    defaultMessage: 'Signed out there.',
    description: 'After other sessions were ended.',
  },
  sessionTitle: { id: 'account.session.title', defaultMessage: 'This session', description: 'Heading.' },
  sessionLead: {
    id: 'account.session.lead',
    defaultMessage: 'Sign out if other people use this device.',
    description: 'Above the button that signs out.',
  },
  signOut: { id: 'account.sign-out', defaultMessage: 'Sign out', description: 'Button: ends the session.' },
});

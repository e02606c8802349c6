import { defineMessages } from 'react-intl';

export const passwordLinkText = defineMessages({
  passwordTitle: {
    id: 'sign-in.password.title',
    defaultMessage: 'Set your password',
    description: 'Title of the page where an invitation or a link to set a password leads.',
  },
  passwordInvited: {
    id: 'sign-in.password.invited',
    defaultMessage: 'Welcome, {name}. Choose a password for signing in as {email}.',
    description: 'On the page where an invitation leads.',
  },
  passwordReset: {
    id: 'sign-in.password.reset',
    defaultMessage: '{name} ({email}), choose a new password. You are signed out everywhere else.',
    description: 'On the page where a link to set a new password leads.',
  },
  passwordNew: { id: 'sign-in.password.new', defaultMessage: 'New password', description: 'Label.' },
  passwordHelp: {
    id: 'sign-in.password.help',
    defaultMessage: 'At least 12 characters.',
    description: 'Below the field of a new password.',
  },
  passwordShow: {
    id: 'sign-in.password.show',
    defaultMessage: 'Show or hide the password',
    description: 'Name of the button with an eye.',
  },
  passwordSubmit: { id: 'sign-in.password.submit', defaultMessage: 'Set password and sign in', description: 'Button.' },
  passwordOver: {
    id: 'sign-in.password.over',
    defaultMessage: 'This link has already been used, was revoked or has expired. Ask a Laurel admin for a new one.',
    description: 'Why a password can not be set.',
  },
  passwordToSignIn: {
    id: 'sign-in.password.to-sign-in',
    defaultMessage: 'Go to the sign-in page',
    description: 'Link.',
  },
});

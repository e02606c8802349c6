import { defineMessages } from 'react-intl';

export const peopleLinkText = defineMessages({
  inviteTab: {
    id: 'people.add.by-link',
    defaultMessage: 'Invitation link',
    description: 'Choice: the new person sets their password by a link.',
  },
  inviteHelp: {
    id: 'people.add.by-link.help',
    defaultMessage: 'They choose their own password with a link that you pass on.',
    description: 'Below the choice "Invitation link".',
  },
  passwordTab: {
    id: 'people.add.by-password',
    defaultMessage: 'Password',
    description: 'Choice: the admin sets the first password of a new person.',
  },
  passwordTabHelp: {
    id: 'people.add.by-password.help',
    defaultMessage: 'You choose the first password and pass it on.',
    description: 'Below the choice "Password".',
  },
  howTitle: {
    id: 'people.add.how',
    defaultMessage: 'First sign-in',
    description: 'Label of the choice between an invitation link and a password.',
  },
  linkTitle: {
    id: 'people.link.title',
    defaultMessage: 'Link for {name}',
    description: 'Title of a dialog that shows a link to set a password.',
  },
  linkHelp: {
    id: 'people.link.help',
    defaultMessage:
      'Pass this link on to {name} only. It sets their password, works once and expires {when}. It is shown only this once.',
    description: 'Above a link by which a person sets their password.',
  },
  link: {
    id: 'people.link',
    defaultMessage: 'Link',
    description: 'Label of a link by which a person sets their password.',
  },
  sendLink: {
    id: 'people.link.send',
    defaultMessage: 'Send to {address}',
    description: 'Button: sends a link to set a password by mail.',
  },
  linkSent: {
    id: 'people.link.sent',
    defaultMessage: 'Sent to {address}.',
    description: 'After a link to set a password was sent by mail.',
  },
  noMail: {
    id: 'people.link.no-mail',
    defaultMessage: 'This site sends no mail (the setting LAUREL_SMTP_URL is not set), so copy the link.',
    description: 'Below a link to set a password.',
  },
  linkDone: { id: 'people.link.done', defaultMessage: 'Done', description: 'Button: closes the dialog with the link.' },
  makeLink: {
    id: 'people.link.make',
    defaultMessage: 'Create a password link',
    description: 'Menu item: makes a link by which a person sets a new password.',
  },
  makeInvitation: {
    id: 'people.link.invite-again',
    defaultMessage: 'Create a new invitation link',
    description: 'Menu item: makes another link for a person who was invited and has not come yet.',
  },
  makeLinkQuestion: {
    id: 'people.link.question',
    defaultMessage:
      '{name} can set a new password with a link that you pass on. Any earlier link stops working. Their password and sessions stay valid until the link is used.',
    description: 'In the dialog, before a link to set a password is made.',
  },
  makeLinkConfirm: { id: 'people.link.confirm', defaultMessage: 'Create link', description: 'Button.' },
  revokeLink: {
    id: 'people.link.revoke',
    defaultMessage: 'Revoke the link',
    description: 'Menu item and button: a link to set a password stops working.',
  },
  revokeInvitation: {
    id: 'people.invitation.revoke',
    defaultMessage: 'Revoke the invitation',
    description: 'Menu item and button: an invited person is removed.',
  },
  revokeLinkQuestion: {
    id: 'people.link.revoke.question',
    defaultMessage: 'The link created for {name} stops working. Their password does not change.',
    description: 'In the dialog, before a link is revoked.',
  },
  revokeInvitationQuestion: {
    id: 'people.invitation.revoke.question',
    defaultMessage: 'The link stops working, and {name} is removed from the list. You can invite them again.',
    description: 'In the dialog, before an invitation is revoked.',
  },
  revoked: {
    id: 'people.link.revoked',
    defaultMessage: 'The link for {name} no longer works.',
    description: 'After a link or an invitation was revoked.',
  },
  edit: {
    id: 'people.edit',
    defaultMessage: 'Edit name and address',
    description: 'Menu item: changes name and e-mail address of a person.',
  },
  editTitle: { id: 'people.edit.title', defaultMessage: 'Edit {name}', description: 'Title of a dialog.' },
  editConfirm: { id: 'people.edit.confirm', defaultMessage: 'Save', description: 'Button.' },
  editHelp: {
    id: 'people.edit.help',
    defaultMessage: 'They sign in with this address from now on. Any link created for the old address stops working.',
    description: 'Below the e-mail address in the dialog that edits a person.',
  },
  edited: {
    id: 'people.edit.done',
    defaultMessage: '{name} is saved.',
    description: 'After the name or the address of a person was changed.',
  },
  invited: {
    id: 'people.invited',
    defaultMessage: 'Invited',
    description: 'State of a person who has not set a password yet.',
  },
  invitationEnded: {
    id: 'people.invited.ended',
    defaultMessage: 'Invitation expired',
    description: 'State of a person whose invitation is over.',
  },
  invitedUntil: {
    id: 'people.invited.until',
    defaultMessage: 'until {when}',
    description: 'Below "Invited": when the link ends.',
  },
});

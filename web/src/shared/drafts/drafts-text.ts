import { defineMessages } from 'react-intl';

export const draftsText = defineMessages({
  title: {
    id: 'shared.drafts.title',
    defaultMessage: 'There is a draft from {when}',
    description: 'In place of a form that somebody filled in earlier without saving. `when` is a time, such as 11:54.',
  },
  help: {
    id: 'shared.drafts.help',
    defaultMessage:
      'You typed something here that was not saved. It is on this device only. Passwords and keys are not kept.',
    description: 'Below "A draft from 11:54 is kept".',
  },
  goOn: {
    id: 'shared.drafts.go-on',
    defaultMessage: 'Continue with the draft',
    description: 'Button: goes on with the draft.',
  },
  drop: { id: 'shared.drafts.drop', defaultMessage: 'Discard the draft', description: 'Button: removes the draft.' },
  leaveTitle: {
    id: 'shared.drafts.leave.title',
    defaultMessage: 'Leave without saving?',
    description: 'Title of a dialog.',
  },
  leaveHelp: {
    id: 'shared.drafts.leave.help',
    defaultMessage:
      'What you typed here is not saved. This device keeps it as a draft for 30 days: you can continue with it when you come back.',
    description: 'In the dialog before a page with unsaved changes is left.',
  },
  leaveLoses: {
    id: 'shared.drafts.leave.loses',
    defaultMessage: 'What you typed here is not saved, and this device keeps no drafts: it will be lost.',
    description: 'In the dialog before a page with unsaved changes is left, where the browser stores nothing.',
  },
  leave: {
    id: 'shared.drafts.leave.confirm',
    defaultMessage: 'Leave',
    description: 'Button: leaves the page; the changes stay as a draft.',
  },
  leaveDropping: {
    id: 'shared.drafts.leave.drop',
    defaultMessage: 'Discard the changes',
    description: 'Button: leaves the page; the changes are lost.',
  },
  stay: { id: 'shared.drafts.leave.stay', defaultMessage: 'Stay', description: 'Button: stays on the page.' },
});

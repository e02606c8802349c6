import { defineMessages } from 'react-intl';

export const resetText = defineMessages({
  button: {
    id: 'learners.reset',
    defaultMessage: 'Reset progress…',
    description: 'Button: opens a dialog in which the progress of a learner on a template is reset.',
  },
  title: {
    id: 'learners.reset.title',
    defaultMessage: 'Reset the progress on “{template}”',
    description: 'Title of that dialog. {template} is the name of the badge template.',
  },
  anew: {
    id: 'learners.reset.anew',
    defaultMessage: 'Progress starts again from zero: only events from now on count.',
    description: 'In that dialog.',
  },
  notUndone: {
    id: 'learners.reset.not-undone',
    defaultMessage: "This can't be undone: earlier events do not count again, even if the LMS sends them again.",
    description: 'In that dialog.',
  },
  badgeStays: {
    id: 'learners.reset.badge-stays',
    defaultMessage: 'The badge stays. No penalty can revoke it until everything is met again.',
    description: 'In that dialog, when the learner has the badge.',
  },
  revoke: {
    id: 'learners.reset.revoke',
    defaultMessage: 'Also revoke the badge, permanently',
    description: 'Box to tick in that dialog, when the learner has the badge.',
  },
  revokeHelp: {
    id: 'learners.reset.revoke-help',
    defaultMessage: 'A revoked badge never comes back. Choose below what the learner and the provider see.',
    description: 'Below that box.',
  },
  confirm: {
    id: 'learners.reset.confirm',
    defaultMessage: 'Reset progress',
    description: 'Button that resets the progress of a learner.',
  },
  confirmRevoke: {
    id: 'learners.reset.confirm-revoke',
    defaultMessage: 'Reset progress and revoke badge',
    description: 'The same button when the badge shall be revoked, too.',
  },
  done: {
    id: 'learners.reset.done',
    defaultMessage: 'The progress on “{template}” has been reset.',
    description: 'After the progress was reset.',
  },
});

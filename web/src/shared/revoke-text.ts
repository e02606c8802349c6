import { defineMessages } from 'react-intl';

export const revokeText = defineMessages({
  button: {
    id: 'shared.revoke',
    defaultMessage: 'Revoke…',
    description: 'Button: opens a dialog in which a badge is taken away from a learner.',
  },
  title: {
    id: 'shared.revoke.title',
    defaultMessage: 'Revoke “{name}” of {learner}',
    description: 'Title of the dialog in which a badge is taken away. {name} is the name of the template.',
  },
  final: {
    id: 'shared.revoke.final',
    defaultMessage: 'This cannot be undone.',
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  neverAgain: {
    id: 'shared.revoke.never-again',
    defaultMessage:
      'A revoked badge never comes back: not when the learner meets everything again, and not by hand either.',
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  told: {
    id: 'shared.revoke.told',
    defaultMessage:
      'It is revoked at the provider as well, and the LMS is told. Learner, public page and provider read only what you write for them below.',
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  progressStays: {
    id: 'shared.revoke.progress-stays',
    defaultMessage: 'The progress of the learner stays as it is.',
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  acknowledge: {
    id: 'shared.revoke.acknowledge',
    defaultMessage: 'I know that the learner can never have this badge again',
    description: 'Box to tick before a badge is taken away from a learner.',
  },
  confirm: {
    id: 'shared.revoke.confirm',
    defaultMessage: 'Revoke for good',
    description: 'Button that takes a badge away from a learner.',
  },
  done: {
    id: 'shared.revoke.done',
    defaultMessage: '“{name}” is revoked.',
    description: 'After a badge was taken away. {name} is the name of the template.',
  },
});

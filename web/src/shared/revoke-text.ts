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
    defaultMessage: "This can't be undone.",
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  neverAgain: {
    id: 'shared.revoke.never-again',
    defaultMessage:
      "A revoked badge never comes back, even if the learner meets everything again. It can't be awarded manually either.",
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  told: {
    id: 'shared.revoke.told',
    defaultMessage:
      'It is also revoked at the provider, and the revocation is announced to the LMS. The learner, the public page and the provider see only what you write for them below.',
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  progressStays: {
    id: 'shared.revoke.progress-stays',
    defaultMessage: "The learner's progress does not change.",
    description: 'In the dialog in which a badge is taken away from a learner.',
  },
  acknowledge: {
    id: 'shared.revoke.acknowledge',
    defaultMessage: 'I know that the learner can never have this badge again',
    description: 'Box to tick before a badge is taken away from a learner.',
  },
  confirm: {
    id: 'shared.revoke.confirm',
    defaultMessage: 'Revoke permanently',
    description: 'Button that takes a badge away from a learner.',
  },
  done: {
    id: 'shared.revoke.done',
    defaultMessage: '“{name}” has been revoked.',
    description: 'After a badge was taken away. {name} is the name of the template.',
  },
});

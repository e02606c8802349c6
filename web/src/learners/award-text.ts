import { defineMessages } from 'react-intl';

export const awardText = defineMessages({
  button: {
    id: 'learners.award',
    defaultMessage: 'Award manually…',
    description: 'Button: opens a dialog in which a badge is given to a learner.',
  },
  help: {
    id: 'learners.award.help',
    defaultMessage:
      'The learner gets the badge now, regardless of progress: it is issued at the provider and announced to the LMS. A penalty can revoke it like any other badge. The only way to undo this is to revoke the badge, and a revoked badge never comes back.',
    description: 'In the dialog in which a badge is given to a learner.',
  },
  template: {
    id: 'learners.award.template',
    defaultMessage: 'Badge template',
    description: 'Label of the field in which the template is chosen.',
  },
  templateHelp: {
    id: 'learners.award.template-help',
    defaultMessage: 'Only active templates can be awarded.',
    description: 'Below the label of the field in which the template is chosen.',
  },
  templateMissing: {
    id: 'learners.award.template-missing',
    defaultMessage: 'Choose a badge template.',
    description: 'When no template was chosen.',
  },
  confirm: {
    id: 'learners.award.confirm',
    defaultMessage: 'Award badge',
    description: 'Button that gives a badge to a learner.',
  },
  done: {
    id: 'learners.award.done',
    defaultMessage: '“{template}” has been awarded.',
    description: 'After a badge was given to a learner.',
  },
  titleOf: {
    id: 'learners.award.title-of',
    defaultMessage: 'Award a badge to {learner}',
    description: 'Title of a dialog. {learner} is a name.',
  },
});

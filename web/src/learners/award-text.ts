import { defineMessages } from 'react-intl';

export const awardText = defineMessages({
  button: {
    id: 'learners.award',
    defaultMessage: 'Award by hand…',
    description: 'Button: opens a dialog in which a badge is given to a learner.',
  },
  help: {
    id: 'learners.award.help',
    defaultMessage:
      'The learner gets the badge now, whatever the progress says: it is issued at the provider, and the LMS is told. A penalty can take it like any other badge. The only way back is to revoke it, and a revoked badge never comes back.',
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
    defaultMessage: 'Award the badge',
    description: 'Button that gives a badge to a learner.',
  },
  done: {
    id: 'learners.award.done',
    defaultMessage: '“{template}” is awarded.',
    description: 'After a badge was given to a learner.',
  },
  titleOf: {
    id: 'learners.award.title-of',
    defaultMessage: 'Award a badge to {learner}',
    description: 'Title of a dialog. {learner} is a name.',
  },
});

import { defineMessages } from 'react-intl';

export const listText = defineMessages({
  inAll: {
    id: 'shared.list.in-all',
    defaultMessage: '{number, plural, =0 {None} other {# in total}}',
    description: 'Above a list: how many there are with the filters that are set.',
  },
  moreThan: {
    id: 'shared.list.more-than',
    defaultMessage: 'More than {number, number}',
    description: 'Above a very long list: there are more than 10,000 with the filters that are set.',
  },
  export: {
    id: 'shared.list.export',
    defaultMessage: 'Download as CSV',
    description: 'Link: downloads a list, with the filters that are set, as a file for spreadsheets.',
  },
  account: {
    id: 'shared.list.account',
    defaultMessage: '{provider}: {account}',
    description: 'An account of a provider. {provider} is Credly or Accredible, {account} a name.',
  },
  learner: {
    id: 'shared.list.learner',
    defaultMessage: 'Learner',
    description: 'Label of a filter: found by name, user name or LMS user id.',
  },
  noLearner: {
    id: 'shared.list.no-learner',
    defaultMessage: 'No matching learner. Type the beginning of a name or user name, or the LMS user id.',
    description: 'In place of choices: when nobody fits what was written.',
  },
  learnersFound: {
    id: 'shared.list.learners-found',
    defaultMessage: '{count, plural, =0 {No matching learner} one {# matching learner} other {# matching learners}}',
    description: 'Read aloud while somebody searches for a learner.',
  },
  learnerChoice: {
    id: 'shared.list.learner-choice',
    defaultMessage: '{learner}, LMS user id {id}',
    description: 'A learner among others to choose from. {learner} is the name and the user name.',
  },
  from: { id: 'shared.list.from', defaultMessage: 'From', description: 'Label of a date: the first day of a list.' },
  until: {
    id: 'shared.list.until',
    defaultMessage: 'Until',
    description: 'Label of a date: the last day of a list, which belongs to it.',
  },
  fromAfterUntil: {
    id: 'shared.list.from-after-until',
    defaultMessage: 'The first day is after the last day.',
    description: 'When two dates leave no day between them.',
  },
});

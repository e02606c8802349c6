import { defineMessages } from 'react-intl';

export const badgesText = defineMessages({
  title: { id: 'badges.title', defaultMessage: 'Badges', description: 'Title of the page that lists badges.' },
  lead: {
    id: 'badges.lead',
    defaultMessage: 'Who has earned what, and the state of each badge at its provider.',
    description: 'Below the title of the list of badges.',
  },
  columnBadge: { id: 'badges.column.badge', defaultMessage: 'Badge', description: 'Heading of a column.' },
  columnLearner: { id: 'badges.column.learner', defaultMessage: 'Learner', description: 'Heading of a column.' },
  columnStatus: {
    id: 'badges.column.status',
    defaultMessage: 'Status',
    description: 'Heading of a column: awarded or revoked.',
  },
  columnState: {
    id: 'badges.column.state',
    defaultMessage: 'At the provider',
    description: 'Heading of a column: the state of a badge at its provider, and the next attempt.',
  },
  columnAttempts: {
    id: 'badges.column.attempts',
    defaultMessage: 'Attempts',
    description: 'Heading of a column: how often it was tried to bring the badge to its provider.',
  },
  columnAnswer: {
    id: 'badges.column.answer',
    defaultMessage: 'Last answer',
    description: 'Heading of a column: what the provider said last, when it was a failure.',
  },
  columnEarned: { id: 'badges.column.earned', defaultMessage: 'Earned', description: 'Heading of a column: a date.' },
  answer: {
    id: 'badges.answer',
    defaultMessage: 'Status {status}',
    description: 'The HTTP status code that a provider answered with.',
  },
  noAnswer: {
    id: 'badges.no-answer',
    defaultMessage: 'No answer',
    description: 'In place of the status code that a provider answered with.',
  },
  filterStatus: { id: 'badges.filter.status', defaultMessage: 'Status', description: 'Name of a filter.' },
  filterState: {
    id: 'badges.filter.state',
    defaultMessage: 'At the provider',
    description: 'Name of a filter: the state of a badge at its provider.',
  },
  filterTemplate: { id: 'badges.filter.template', defaultMessage: 'Template', description: 'Name of a filter.' },
  filterHolder: {
    id: 'badges.filter.holder',
    defaultMessage: 'Provider',
    description: 'Name of a filter: who holds the badges outside, and in which account.',
  },
  account: {
    id: 'badges.account',
    defaultMessage: '{provider}: {account}',
    description: 'An account of a provider. {provider} is Credly or Accredible, {account} a name.',
  },
  filterFailed: {
    id: 'badges.filter.failed',
    defaultMessage: 'Failed only',
    description: 'Switch: only badges whose delivery to the provider failed.',
  },
  filterLearner: {
    id: 'badges.filter.learner',
    defaultMessage: 'Only learner {id}',
    description: 'Shown when the list has only the badges of one learner. {id} is the number of the user in the LMS.',
  },
  filterLearnerClear: {
    id: 'badges.filter.learner-clear',
    defaultMessage: 'Show all learners',
    description: 'Name of a button that takes a filter away.',
  },
  emptyTitle: {
    id: 'badges.empty.title',
    defaultMessage: 'No badge has been awarded yet',
    description: 'Title of the empty list of badges.',
  },
  empty: {
    id: 'badges.empty',
    defaultMessage:
      'A badge appears here as soon as a learner has met everything that an active template takes, or when somebody awards one by hand.',
    description: 'In the empty list of badges.',
  },
  noFailed: {
    id: 'badges.no-failed.title',
    defaultMessage: 'No delivery has failed',
    description: 'Title of the list of badges when it shows only failed ones and there is none.',
  },
  noFailedHelp: {
    id: 'badges.no-failed',
    defaultMessage: 'Every badge that fits the filters is at its provider, or on its way there.',
    description: 'In the list of badges when it shows only failed ones and there is none.',
  },
  search: {
    id: 'badges.search',
    defaultMessage: 'Badge id, here or at the provider',
    description:
      'Label of a field that finds the badge with an id; the address of its page at the provider will do, too.',
  },
  toMany: {
    id: 'badges.to-many',
    defaultMessage: 'Award or revoke for many',
    description: 'Link to the page that awards a badge to many learners, or takes it from them.',
  },
});

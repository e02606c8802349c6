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
    defaultMessage: 'Last response',
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
    defaultMessage: 'No response',
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
  filterDelivery: {
    id: 'badges.filter.delivery',
    defaultMessage: 'Delivery',
    description:
      'Name of a filter: whether badges still have to be issued or revoked at their provider, and whether that failed.',
  },
  deliveryDue: {
    id: 'badges.filter.delivery.due',
    defaultMessage: 'Due, or being retried',
    description: 'Choice of the filter "Delivery": something is still to be done at the provider, by itself.',
  },
  deliveryRetrying: {
    id: 'badges.filter.delivery.retrying',
    defaultMessage: 'Failed, being retried',
    description: 'Choice of the filter "Delivery": it failed, and is tried again by itself.',
  },
  deliveryForGood: {
    id: 'badges.filter.delivery.for-good',
    defaultMessage: 'Failed permanently',
    description: 'Choice of the filter "Delivery": it failed, and waits for an operator.',
  },
  deliveryFailed: {
    id: 'badges.filter.delivery.failed',
    defaultMessage: 'Failed, permanently or not',
    description: 'Choice of the filter "Delivery": all that failed, whether it is tried again or not.',
  },
  deliveryDone: {
    id: 'badges.filter.delivery.done',
    defaultMessage: 'Nothing due',
    description: 'Choice of the filter "Delivery": nothing is to be done at the provider.',
  },
  filterIssuer: {
    id: 'badges.filter.issuer',
    defaultMessage: 'Issued by',
    description: 'Name of a filter: which issuer of this site has issued the badges.',
  },
  filterOpenBadge: {
    id: 'badges.filter.open-badge',
    defaultMessage: 'Open Badge',
    description: 'Name of a filter: how the Open Badge stands that this site issues itself.',
  },
  openBadgeIssued: {
    id: 'badges.filter.open-badge.issued',
    defaultMessage: 'Issued by this site',
    description: 'Choice of the filter "Open Badge".',
  },
  openBadgeRevoked: {
    id: 'badges.filter.open-badge.revoked',
    defaultMessage: 'Issued by this site and revoked',
    description: 'Choice of the filter "Open Badge".',
  },
  openBadgeHeldBack: {
    id: 'badges.filter.open-badge.held-back',
    defaultMessage: 'Held back: there was no issuer',
    description: 'Choice of the filter "Open Badge": badges that were awarded while nobody issued them.',
  },
  nothingDue: {
    id: 'badges.nothing-due.title',
    defaultMessage: 'No delivery is due',
    description:
      'Title of the list of badges when it shows only those that wait to be issued or revoked, and there is none.',
  },
  nothingDueHelp: {
    id: 'badges.nothing-due',
    defaultMessage:
      'For every badge that matches the filters, everything is done at its provider, or has failed permanently.',
    description: 'In the list of badges when it shows only those that wait to be issued or revoked, and there is none.',
  },
  filterLearner: {
    id: 'badges.filter.learner',
    defaultMessage: 'Only badges of {learner}',
    description: 'Shown when the list has only the badges of one learner. {learner} is what they are called.',
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
      'A badge appears here when a learner meets all requirements of an active template, or when somebody awards one manually.',
    description: 'In the empty list of badges.',
  },
  noFailed: {
    id: 'badges.no-failed.title',
    defaultMessage: 'No delivery has failed',
    description: 'Title of the list of badges when it shows only failed ones and there is none.',
  },
  noFailedHelp: {
    id: 'badges.no-failed',
    defaultMessage: 'Every badge that matches the filters is at its provider, or on its way there.',
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

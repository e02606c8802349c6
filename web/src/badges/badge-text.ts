import { defineMessages } from 'react-intl';

export const badgeText = defineMessages({
  title: {
    id: 'badges.one.title',
    defaultMessage: '{template}: badge of {learner}',
    description: 'Title of the page of a badge. {template} is what was earned, {learner} a user name.',
  },
  lead: {
    id: 'badges.one.lead',
    defaultMessage: 'How the learner earned this badge, whether it has been issued, and what has happened to it since.',
    description: 'Below the title of the page of a badge.',
  },
  loading: {
    id: 'badges.one.loading',
    defaultMessage: 'Badge',
    description: 'Title of the page of a badge while it is loaded.',
  },
  delivery: {
    id: 'badges.one.delivery',
    defaultMessage: 'At {provider}',
    description: 'Heading: how the badge stands at its provider. {provider} is Laurel, Credly or Accredible.',
  },
  heldByLaurel: {
    id: 'badges.one.held-by-laurel',
    defaultMessage: 'This site issues the badge itself; nothing is sent to a provider.',
    description: 'On the page of a badge without a provider.',
  },
  nextAttempt: { id: 'badges.one.next-attempt', defaultMessage: 'Next attempt', description: 'Label: a time.' },
  attempts: {
    id: 'badges.one.attempts',
    defaultMessage: 'Attempts',
    description: 'Label: how often it was tried to bring the badge to its provider.',
  },
  lastAttempt: { id: 'badges.one.last-attempt', defaultMessage: 'Last attempt', description: 'Label: a time.' },
  externalId: {
    id: 'badges.one.external-id',
    defaultMessage: 'Id at the provider',
    description: 'Label: the id of the badge at its provider.',
  },
  externalUrl: {
    id: 'badges.one.external-url',
    defaultMessage: 'Public page',
    description: 'Label: the page of the badge at its provider.',
  },
  openExternal: {
    id: 'badges.one.open-external',
    defaultMessage: 'Open at {provider}',
    description: 'Link to the page of the badge at its provider; opens a new tab.',
  },
  account: { id: 'badges.one.account', defaultMessage: 'Account', description: 'Label: the account at the provider.' },
  lastAnswer: {
    id: 'badges.one.last-answer',
    defaultMessage: 'Last response from the provider',
    description: 'Heading above the answer of the provider to an attempt that failed.',
  },
  badge: { id: 'badges.one.badge', defaultMessage: 'Badge', description: 'Heading: facts about the badge itself.' },
  status: { id: 'badges.one.status', defaultMessage: 'Status', description: 'Label: awarded or revoked.' },
  learner: { id: 'badges.one.learner', defaultMessage: 'Learner', description: 'Label.' },
  template: { id: 'badges.one.template', defaultMessage: 'Template', description: 'Label: the badge template.' },
  earned: { id: 'badges.one.earned', defaultMessage: 'Earned', description: 'Label: a time.' },
  revokedAt: { id: 'badges.one.revoked-at', defaultMessage: 'Revoked', description: 'Label: a time.' },
  publicReason: {
    id: 'badges.one.public-reason',
    defaultMessage: 'Reason shown to the learner',
    description: 'Label: why a badge was revoked, in words for the learner and for everybody.',
  },
  noPublicReason: {
    id: 'badges.one.public-reason.none',
    defaultMessage: 'No reason',
    description: 'In place of such words, where nobody is told why.',
  },
  reason: { id: 'badges.one.reason', defaultMessage: 'Reason', description: 'Label: why it was revoked or awarded.' },
  id: { id: 'badges.one.id', defaultMessage: 'Id', description: 'Label: the id of the badge in Laurel.' },
  whyLink: {
    id: 'badges.one.why',
    defaultMessage: 'See why the learner has this badge, or why not',
    description: 'Link to the page that explains the progress of the learner on the template.',
  },
  history: { id: 'badges.one.history', defaultMessage: 'History', description: 'Heading.' },
  noHistory: {
    id: 'badges.one.no-history',
    defaultMessage: 'No history yet.',
    description: 'When the history of a badge is empty.',
  },
  retry: {
    id: 'badges.retry',
    defaultMessage: 'Retry now',
    description: 'Button: brings a badge to its provider once more.',
  },
  retried: {
    id: 'badges.retried',
    defaultMessage: 'The delivery is due now and will be attempted shortly.',
    description: 'After a delivery was made due again.',
  },
  retryMany: {
    id: 'badges.retry-many',
    defaultMessage: 'Retry failed…',
    description: 'Button: opens a dialog in which failed deliveries are tried again.',
  },
  retryManyTitle: {
    id: 'badges.retry-many.title',
    defaultMessage: 'Retry failed deliveries',
    description: 'Title of a dialog.',
  },
  retryManyHelp: {
    id: 'badges.retry-many.help',
    defaultMessage:
      'Fix the cause first: otherwise the provider will refuse again. A retry makes the deliveries due now and resumes paused accounts.',
    description: 'In the dialog that retries failed deliveries.',
  },
  retryWhich: {
    id: 'badges.retry-many.which',
    defaultMessage: 'Which deliveries',
    description: 'Label: whose failed deliveries are tried again.',
  },
  retryAll: {
    id: 'badges.retry-many.all',
    defaultMessage: 'All accounts',
    description: 'Choice: failed deliveries of all accounts.',
  },
  retryCount: {
    id: 'badges.retry-many.count',
    defaultMessage:
      '{count, plural, =0 {No delivery has failed here.} one {# delivery will be retried.} other {# deliveries will be retried.}}',
    description: 'In the dialog that retries failed deliveries.',
  },
  retryCountMore: {
    id: 'badges.retry-many.count-more',
    defaultMessage: 'More than {count} deliveries will be retried.',
    description: 'In the dialog that retries failed deliveries.',
  },
  retryCounting: {
    id: 'badges.retry-many.counting',
    defaultMessage: 'Counting…',
    description: 'In the dialog that retries failed deliveries, for a moment.',
  },
  retryConfirm: {
    id: 'badges.retry-many.confirm',
    defaultMessage: 'Retry deliveries',
    description: 'Button that tries failed deliveries again.',
  },
  retriedMany: {
    id: 'badges.retried-many',
    defaultMessage: '{count, plural, one {# delivery is due now.} other {# deliveries are due now.}}',
    description: 'After failed deliveries were made due again.',
  },
  retriedFirst: {
    id: 'badges.retried-first',
    defaultMessage:
      '{count, plural, one {# delivery is due now; the others follow.} other {# deliveries are due now; the others follow.}}',
    description: 'After the first of many failed deliveries were made due again.',
  },
  anyMoment: {
    id: 'badges.any-moment',
    defaultMessage: 'Any moment',
    description: 'When the next attempt is: it is due now, and only waits for its turn.',
  },
  noSuch: {
    id: 'badges.no-such',
    defaultMessage: 'There is no such badge',
    description: 'Title of the page, where the address names a badge that is not there.',
  },
});

import { defineMessages } from 'react-intl';

export const deliveryText = defineMessages({
  settled: {
    id: 'badges.delivery.settled',
    defaultMessage: 'Nothing left to do',
    description: 'Where bringing a badge to its provider stands: the provider holds what Laurel says.',
  },
  dueIssue: {
    id: 'badges.delivery.due-issue',
    defaultMessage: 'About to be issued',
    description: 'Where bringing a badge to its provider stands.',
  },
  dueRevoke: {
    id: 'badges.delivery.due-revoke',
    defaultMessage: 'About to be revoked there',
    description: 'Where revoking a badge at its provider stands.',
  },
  retrying: {
    id: 'badges.delivery.retrying',
    defaultMessage: 'Failed; will be retried automatically',
    description: 'Where bringing a badge to its provider stands.',
  },
  waits: {
    id: 'badges.delivery.waits',
    defaultMessage: 'Failed permanently; needs an operator',
    description: 'Where bringing a badge to its provider stands: somebody has to do something.',
  },
  cancelled: {
    id: 'badges.delivery.cancelled',
    defaultMessage: 'Never issued',
    description: 'Where bringing a badge to its provider stands: it was revoked before.',
  },
  nextAttempt: {
    id: 'badges.delivery.next-attempt',
    defaultMessage: 'Next attempt {when}',
    description: 'Below the state of a badge. {when} is a time such as "in 3 minutes".',
  },
  nextAttemptNow: {
    id: 'badges.delivery.next-attempt-now',
    defaultMessage: 'Next attempt any moment',
    description: 'Below the state of a badge: the next attempt is due now.',
  },
  waitsShort: {
    id: 'badges.delivery.waits-short',
    defaultMessage: 'Needs an operator',
    description: 'Below the state of a badge, in a list: nothing happens before somebody does something.',
  },
  adviceHeading: {
    id: 'badges.advice.heading',
    defaultMessage: 'What to do',
    description: 'Heading above what to do about a delivery that failed.',
  },
  adviceKey: {
    id: 'badges.advice.key',
    defaultMessage:
      'The provider does not accept the API key. Correct it under Connections and test it there. Deliveries that are still being retried then succeed automatically.',
    description: 'What to do about a delivery that failed.',
  },
  adviceGone: {
    id: 'badges.advice.gone',
    defaultMessage:
      'The provider does not know the template or badge. Often the template was archived or removed there. Look at the response, fix it at the provider, then retry.',
    description: 'What to do about a delivery that failed.',
  },
  adviceRefused: {
    id: 'badges.advice.refused',
    defaultMessage:
      'The provider refuses this badge, and will refuse it again. Its response below says why. Fix the cause, at the provider or in the LMS, then retry.',
    description: 'What to do about a delivery that failed.',
  },
  adviceAccount: {
    id: 'badges.advice.account',
    defaultMessage: "Laurel can't call this account; the message below says why. Fix the cause, then retry.",
    description: 'What to do about a delivery that failed.',
  },
  adviceFewer: {
    id: 'badges.advice.fewer',
    defaultMessage:
      'The provider limits the rate of calls. There is nothing to do: Laurel waits and continues automatically.',
    description: 'What to do about a delivery that failed.',
  },
  adviceTrouble: {
    id: 'badges.advice.trouble',
    defaultMessage:
      "The provider has problems. There is nothing to do: Laurel keeps retrying, at growing intervals. If it continues, check the provider's status page.",
    description: 'What to do about a delivery that failed.',
  },
  adviceNoAnswer: {
    id: 'badges.advice.no-answer',
    defaultMessage:
      'There was no usable response. Laurel asks the provider whether the badge exists before it tries again, so there is never a second one. If it continues, test the connection and check the network.',
    description: 'What to do about a delivery that failed.',
  },
  paused: {
    id: 'badges.paused',
    defaultMessage: 'Waiting: {provider} is paused since {since}, next attempt at {next}.',
    description: 'On the page of a badge. {when} is a time such as "in 3 minutes".',
  },
  deleted: {
    id: 'badges.delivery.deleted',
    defaultMessage: 'Deleted at the provider. Nothing more is done there.',
    description: 'Where bringing a badge to its provider stands.',
  },
  closed: {
    id: 'badges.delivery.closed',
    defaultMessage: 'Settled by a person: nothing more is done at the provider.',
    description: 'Where bringing a badge to its provider stands.',
  },
  retired: {
    id: 'badges.delivery.retired',
    defaultMessage: 'Not issued: the learner is retired in the LMS. If that is wrong, retry.',
    description: 'Where bringing a badge to its provider stands.',
  },
  pausedLink: {
    id: 'badges.paused.link',
    defaultMessage: 'See the connection',
    description: 'Link to the account that is paused.',
  },
  pausedAccount: {
    id: 'badges.paused.account',
    defaultMessage: '{provider} ({account})',
    description: 'A provider with one of its accounts, within a sentence.',
  },
});

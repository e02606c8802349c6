import { defineMessages } from 'react-intl';

export const bulkText = defineMessages({
  progress: {
    id: 'shared.bulk.progress',
    defaultMessage: '{done, number} of {count, number} done.',
    description: 'How far a job is that concerns many.',
  },
  stop: {
    id: 'shared.bulk.stop',
    defaultMessage: 'Stop',
    description: 'Button: has a job end early. What it did stays.',
  },
  stopping: {
    id: 'shared.bulk.stopping',
    defaultMessage: 'Stopping…',
    description: 'In place of the button that stops a job, while it ends.',
  },
  close: {
    id: 'shared.bulk.close',
    defaultMessage: 'Close',
    description: 'Button: removes the report of a job that has ended from the page.',
  },
  processed: {
    id: 'shared.bulk.processed',
    defaultMessage:
      '{count, plural, =0 {No message could be processed.} one {# message has been processed.} other {# messages have been processed.}}',
    description: 'After messages were tried again.',
  },
  stillParked: {
    id: 'shared.bulk.still-parked',
    defaultMessage:
      '{count, plural, =0 {None is still parked.} one {# could not be processed and stays parked.} other {# could not be processed and stay parked.}}',
    description: 'After messages were tried again.',
  },
  keptInPart: {
    id: 'shared.bulk.kept-in-part',
    defaultMessage:
      "{count, plural, one {# of them is too large to keep in full: a retry can't process it. Discard it.} other {# of them are too large to keep in full: a retry can't process them. Discard them.}}",
    description: 'After messages were tried again; follows how many stay.',
  },
  discarded: {
    id: 'shared.bulk.discarded',
    defaultMessage:
      '{count, plural, =0 {None has been discarded.} one {# message has been discarded.} other {# messages have been discarded.}}',
    description: 'After messages were discarded.',
  },
  awarded: {
    id: 'shared.bulk.awarded',
    defaultMessage:
      '{count, plural, =0 {Nobody has been awarded the badge.} one {# learner has been awarded the badge.} other {# learners have been awarded the badge.}} {rest, plural, =0 {} other {Nothing was done for {rest, number}.}}',
    description: 'After a badge was awarded to many learners.',
  },
  revoked: {
    id: 'shared.bulk.revoked',
    defaultMessage:
      '{count, plural, =0 {No badge has been revoked.} one {# badge has been revoked.} other {# badges have been revoked.}} {rest, plural, =0 {} other {Nothing was done for {rest, number}.}}',
    description: 'After the badges of many learners were revoked.',
  },
  leftOut: {
    id: 'shared.bulk.left-out',
    defaultMessage: '{count, plural, one {Nothing was done for # learner:} other {Nothing was done for # learners:}}',
    description: 'Heading above the learners for whom nothing was done, each with why.',
  },
  moreLeftOut: {
    id: 'shared.bulk.more-left-out',
    defaultMessage:
      '{count, plural, one {And # more; the API lists all of them.} other {And # more; the API lists all of them.}}',
    description: 'Below a list of learners that is cut.',
  },
  retryRuns: {
    id: 'shared.bulk.retry-runs',
    defaultMessage: 'Retrying messages',
    description: 'Title: how something that is done to many goes, or went.',
  },
  retryDone: {
    id: 'shared.bulk.retry-done',
    defaultMessage: 'The messages have been retried',
    description: 'Title: how something that is done to many goes, or went.',
  },
  retryStopped: {
    id: 'shared.bulk.retry-stopped',
    defaultMessage: 'Retrying was stopped; processed messages stay processed',
    description: 'Title: how something that is done to many goes, or went.',
  },
  retryFailed: {
    id: 'shared.bulk.retry-failed',
    defaultMessage: 'Messages could not be retried',
    description: 'Title: how something that is done to many goes, or went.',
  },
  discardRuns: {
    id: 'shared.bulk.discard-runs',
    defaultMessage: 'Discarding messages',
    description: 'Title: how something that is done to many goes, or went.',
  },
  discardDone: {
    id: 'shared.bulk.discard-done',
    defaultMessage: 'The messages have been discarded',
    description: 'Title: how something that is done to many goes, or went.',
  },
  discardStopped: {
    id: 'shared.bulk.discard-stopped',
    defaultMessage: 'Discarding was stopped; the remaining messages stay',
    description: 'Title: how something that is done to many goes, or went.',
  },
  discardFailed: {
    id: 'shared.bulk.discard-failed',
    defaultMessage: 'Messages could not be discarded',
    description: 'Title: how something that is done to many goes, or went.',
  },
  awardRuns: {
    id: 'shared.bulk.award-runs',
    defaultMessage: 'Awarding the badge',
    description: 'Title: how something that is done to many goes, or went.',
  },
  awardDone: {
    id: 'shared.bulk.award-done',
    defaultMessage: 'The badge has been awarded',
    description: 'Title: how something that is done to many goes, or went.',
  },
  awardStopped: {
    id: 'shared.bulk.award-stopped',
    defaultMessage: 'Awarding was stopped; learners who have the badge keep it',
    description: 'Title: how something that is done to many goes, or went.',
  },
  awardFailed: {
    id: 'shared.bulk.award-failed',
    defaultMessage: 'The badge could not be awarded',
    description: 'Title: how something that is done to many goes, or went.',
  },
  revokeRuns: {
    id: 'shared.bulk.revoke-runs',
    defaultMessage: 'Revoking badges',
    description: 'Title: how something that is done to many goes, or went.',
  },
  revokeDone: {
    id: 'shared.bulk.revoke-done',
    defaultMessage: 'The badges have been revoked',
    description: 'Title: how something that is done to many goes, or went.',
  },
  revokeStopped: {
    id: 'shared.bulk.revoke-stopped',
    defaultMessage: 'Revoking was stopped; revoked badges stay revoked',
    description: 'Title: how something that is done to many goes, or went.',
  },
  revokeFailed: {
    id: 'shared.bulk.revoke-failed',
    defaultMessage: 'Badges could not be revoked',
    description: 'Title: how something that is done to many goes, or went.',
  },
});

/** Why nothing is done for a learner whom an award, or a revocation, names. */
export const leftOutText = defineMessages({
  unknown: {
    id: 'shared.left-out.unknown',
    defaultMessage: 'No learner has this name',
    description: 'Why nothing is done for a learner whom a list names.',
  },
  ambiguous: {
    id: 'shared.left-out.ambiguous',
    defaultMessage: 'Several learners have this name: enter the LMS user id',
    description: 'Why nothing is done for a learner whom a list names.',
  },
  retired: {
    id: 'shared.left-out.retired',
    defaultMessage: 'Retired in the LMS: nothing can be awarded',
    description: 'Why nothing is done for a learner whom a list names.',
  },
  holds_it: {
    id: 'shared.left-out.holds-it',
    defaultMessage: 'Already has the badge',
    description: 'Why nothing is done for a learner whom a list names.',
  },
  was_revoked: {
    id: 'shared.left-out.was-revoked',
    defaultMessage: 'The badge was revoked, and a revoked badge never comes back',
    description: 'Why nothing is done for a learner whom a list names.',
  },
  holds_none: {
    id: 'shared.left-out.holds-none',
    defaultMessage: 'Does not have this badge',
    description: 'Why nothing is done for a learner whom a list names.',
  },
});

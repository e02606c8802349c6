import { defineMessages } from 'react-intl';

/** What the parts are called that a change can change. */
export const fieldText = defineMessages({
  status: {
    id: 'history.field.status',
    defaultMessage: 'Status',
    description: 'What somebody changed, before its old and its new value.',
  },
  publicReason: {
    id: 'history.field.public-reason',
    defaultMessage: 'Reason shown to the learner',
    description: 'What somebody changed, before its old and its new value.',
  },
  state: {
    id: 'history.field.state',
    defaultMessage: 'State at the provider',
    description: 'What somebody changed, before its old and its new value.',
  },
  due: {
    id: 'history.field.due',
    defaultMessage: 'Still due',
    description: 'What somebody changed, before its old and its new value.',
  },
  closed: {
    id: 'history.field.closed',
    defaultMessage: 'Closed',
    description: 'What somebody changed, before its old and its new value.',
  },
  learner: {
    id: 'history.field.learner',
    defaultMessage: 'Learner (LMS user id)',
    description: 'What somebody changed, before its old and its new value.',
  },
  fulfilled: {
    id: 'history.field.fulfilled',
    defaultMessage: 'Requirements met',
    description: 'What somebody changed, before its old and its new value.',
  },
  badge: {
    id: 'history.field.badge',
    defaultMessage: 'Badge',
    description: 'What somebody changed, before its old and its new value.',
  },
  badges: {
    id: 'history.field.badges',
    defaultMessage: 'Badges',
    description: 'What somebody changed, before its old and its new value.',
  },
  retried: {
    id: 'history.field.retried',
    defaultMessage: 'Retried',
    description: 'What somebody changed, before its old and its new value.',
  },
  failed: {
    id: 'history.field.failed',
    defaultMessage: 'Failed',
    description: 'What somebody changed, before its old and its new value.',
  },
  imported: {
    id: 'history.field.imported',
    defaultMessage: 'Imported',
    description: 'What somebody changed, before its old and its new value.',
  },
  updated: {
    id: 'history.field.updated',
    defaultMessage: 'Updated',
    description: 'What somebody changed, before its old and its new value.',
  },
  deactivated: {
    id: 'history.field.deactivated',
    defaultMessage: 'Deactivated',
    description: 'What somebody changed, before its old and its new value.',
  },
  reactivated: {
    id: 'history.field.reactivated',
    defaultMessage: 'Reactivated',
    description: 'What somebody changed, before its old and its new value.',
  },
  unchanged: {
    id: 'history.field.unchanged',
    defaultMessage: 'Unchanged',
    description: 'What somebody changed, before its old and its new value.',
  },
  pages: {
    id: 'history.field.pages',
    defaultMessage: 'Pages read',
    description: 'What somebody changed, before its old and its new value.',
  },
  role: {
    id: 'history.field.role',
    defaultMessage: 'Role',
    description: 'What somebody changed, before its old and its new value.',
  },
  disabled: {
    id: 'history.field.disabled',
    defaultMessage: 'Access withdrawn',
    description: 'What somebody changed, before its old and its new value.',
  },
  lmsUserId: {
    id: 'history.field.lms-user-id',
    defaultMessage: 'LMS user id',
    description: 'What somebody changed, before its old and its new value.',
  },
  email: {
    id: 'history.field.email',
    defaultMessage: 'E-mail address',
    description: 'What somebody changed, before its old and its new value.',
  },
  expiresInDays: {
    id: 'history.field.expires-in-days',
    defaultMessage: 'Expires after (days)',
    description: 'What somebody changed, before its old and its new value.',
  },
  keyIssuedOn: {
    id: 'history.field.key-issued-on',
    defaultMessage: 'Key issued on',
    description: 'What somebody changed, before its old and its new value.',
  },
  encryptionKey: {
    id: 'history.field.encryption-key',
    defaultMessage: 'Encryption key',
    description: 'What somebody changed, before its old and its new value.',
  },
  algorithm: {
    id: 'history.field.algorithm',
    defaultMessage: 'Algorithm',
    description: 'What somebody changed, before its old and its new value.',
  },
  parked: {
    id: 'history.field.parked',
    defaultMessage: 'Parked messages',
    description: 'What somebody changed, before its old and its new value.',
  },
  processed: {
    id: 'history.field.processed',
    defaultMessage: 'Processed',
    description: 'What somebody changed, before its old and its new value.',
  },
  stillParked: {
    id: 'history.field.still-parked',
    defaultMessage: 'Still parked',
    description: 'What somebody changed, before its old and its new value.',
  },
  kind: {
    id: 'history.field.kind',
    defaultMessage: 'Kind of job',
    description: 'What somebody changed, before its old and its new value.',
  },
  from: {
    id: 'history.field.from',
    defaultMessage: 'From',
    description: 'What somebody changed, before its old and its new value.',
  },
  until: {
    id: 'history.field.until',
    defaultMessage: 'Until',
    description: 'What somebody changed, before its old and its new value.',
  },
  topic: {
    id: 'history.field.topic',
    defaultMessage: 'Topic',
    description: 'What somebody changed, before its old and its new value.',
  },
  position: {
    id: 'history.field.position',
    defaultMessage: 'Position in the topic',
    description: 'What somebody changed, before its old and its new value.',
  },
  reason: {
    id: 'history.field.reason',
    defaultMessage: 'Reason',
    description: 'What somebody changed, before its old and its new value.',
  },
  minutes: {
    id: 'history.field.minutes',
    defaultMessage: 'Valid for (minutes)',
    description: 'What somebody changed, before its old and its new value.',
  },
  url: {
    id: 'history.field.url',
    defaultMessage: 'Address',
    description: 'What somebody changed, before its old and its new value.',
  },
  logo: {
    id: 'history.field.logo',
    defaultMessage: 'Logo',
    description: 'What somebody changed, before its old and its new value.',
  },
  issuedBadges: {
    id: 'history.field.issued-badges',
    defaultMessage: 'Badges issued before',
    description: 'What somebody changed, before its old and its new value.',
  },
  issued: {
    id: 'history.field.issued',
    defaultMessage: 'Issued',
    description: 'What somebody changed, before its old and its new value.',
  },
  waiting: {
    id: 'history.field.waiting',
    defaultMessage: 'Waiting',
    description: 'What somebody changed, before its old and its new value.',
  },
  choice: {
    id: 'history.field.choice',
    defaultMessage: 'What happens to them',
    description: 'What somebody changed, before its old and its new value.',
  },
  stopped: {
    id: 'history.field.stopped',
    defaultMessage: 'Stopped',
    description: 'What somebody changed, before its old and its new value.',
  },
  lastStatus: {
    id: 'history.field.last-status',
    defaultMessage: 'Last status',
    description: 'What somebody changed, before its old and its new value.',
  },
  acknowledged: {
    id: 'history.field.acknowledged',
    defaultMessage: 'Acknowledged',
    description: 'What somebody changed, before its old and its new value.',
  },
  nothing: { id: 'history.field.nothing', defaultMessage: 'none', description: 'An old or a new value that is empty.' },
  yes: { id: 'history.field.yes', defaultMessage: 'yes', description: 'An old or a new value.' },
  no: { id: 'history.field.no', defaultMessage: 'no', description: 'An old or a new value.' },
  ofThing: {
    id: 'history.field.of-thing',
    defaultMessage: '{list}: {thing}',
    description: 'Which of several was changed: {list} such as Requirements, {thing} its description.',
  },
  ofPart: {
    id: 'history.field.of-part',
    defaultMessage: '{whole}, {part}',
    description: 'Which part of something was changed: such as "Held by, account".',
  },
  id: { id: 'history.field.id', defaultMessage: 'ID', description: 'Name of a button that copies an id.' },
});

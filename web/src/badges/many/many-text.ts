import { defineMessages } from 'react-intl';

export const manyText = defineMessages({
  title: {
    id: 'badges.many.title',
    defaultMessage: 'Award or revoke for many',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  lead: {
    id: 'badges.many.lead',
    defaultMessage:
      'Award a badge to a list of learners, or revoke it. Laurel first checks what would happen for each of them; nothing is done until you confirm.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  notAllowed: {
    id: 'badges.many.not-allowed',
    defaultMessage: 'Only operators can do this.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  whom: {
    id: 'badges.many.whom',
    defaultMessage: 'Badge and learners',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  action: {
    id: 'badges.many.action',
    defaultMessage: 'Action',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  award: {
    id: 'badges.many.award',
    defaultMessage: 'Award the badge',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  revoke: {
    id: 'badges.many.revoke',
    defaultMessage: 'Revoke the badge',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  template: {
    id: 'badges.many.template',
    defaultMessage: 'Badge template',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  templateMissing: {
    id: 'badges.many.template-missing',
    defaultMessage: 'Choose a badge template.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  list: {
    id: 'badges.many.list',
    defaultMessage: 'Learners',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  listHelp: {
    id: 'badges.many.list-help',
    defaultMessage:
      'LMS user ids, user names or e-mail addresses, one per line. You can also paste a whole CSV file: Laurel finds the column by its name.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  listMissing: {
    id: 'badges.many.list-missing',
    defaultMessage: 'Enter at least one learner.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  file: {
    id: 'badges.many.file',
    defaultMessage: 'From a file',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  fileHelp: {
    id: 'badges.many.file-help',
    defaultMessage: 'A CSV file with a column such as username, or one learner per line.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  fileChoose: {
    id: 'badges.many.file-choose',
    defaultMessage: 'Choose a file',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  fileUnreadable: {
    id: 'badges.many.file-unreadable',
    defaultMessage: 'This file is not text. Save it as CSV (UTF-8) and choose it again.',
    description: 'At the field for a file with learners, after a file of another kind was chosen.',
  },
  check: {
    id: 'badges.many.check',
    defaultMessage: 'Check',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  checked: {
    id: 'badges.many.checked',
    defaultMessage: 'What would happen',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  columnGiven: {
    id: 'badges.many.column-given',
    defaultMessage: 'As entered',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  columnLearner: {
    id: 'badges.many.column-learner',
    defaultMessage: 'Learner',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  columnOutcome: {
    id: 'badges.many.column-outcome',
    defaultMessage: 'What happens',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  ready: {
    id: 'badges.many.ready',
    defaultMessage: 'Gets the badge',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  readyToRevoke: {
    id: 'badges.many.ready-to-revoke',
    defaultMessage: 'Loses the badge',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  repeated: {
    id: 'badges.many.repeated',
    defaultMessage: 'Listed twice',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  awardConfirm: {
    id: 'badges.many.award-confirm',
    defaultMessage: 'Award',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  awardQuestion: {
    id: 'badges.many.award-question',
    defaultMessage:
      'Each learner gets the badge as if it had been earned now, regardless of progress. It is announced and issued as usual.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  revokeConfirm: {
    id: 'badges.many.revoke-confirm',
    defaultMessage: 'Revoke permanently',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  revokeQuestion: {
    id: 'badges.many.revoke-question',
    defaultMessage: 'Revoked badges never come back. The revocation is announced, and also applied at the provider.',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  acknowledge: {
    id: 'badges.many.acknowledge',
    defaultMessage: 'I know that a revoked badge never comes back',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  wouldAward: {
    id: 'badges.many.would-award',
    defaultMessage:
      '{count, plural, =0 {Nobody would get the badge.} one {# learner would get the badge.} other {# learners would get the badge.}}',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  wouldRevoke: {
    id: 'badges.many.would-revoke',
    defaultMessage:
      '{count, plural, =0 {Nobody would lose the badge.} one {# learner would lose the badge.} other {# learners would lose the badge.}}',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  leftOut: {
    id: 'badges.many.left-out',
    defaultMessage:
      '{count, plural, one {For # line nothing would be done.} other {For # lines nothing would be done.}}',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  more: {
    id: 'badges.many.more',
    defaultMessage: '{count, plural, one {And # more line.} other {And # more lines.}}',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  awardTo: {
    id: 'badges.many.award-to',
    defaultMessage: '{count, plural, one {Award to # learner…} other {Award to # learners…}}',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  revokeFrom: {
    id: 'badges.many.revoke-from',
    defaultMessage: '{count, plural, one {Revoke from # learner…} other {Revoke from # learners…}}',
    description: 'On the page that awards a badge to many, or takes it from them.',
  },
  awardTitle: {
    id: 'badges.many.award-title',
    defaultMessage: '{count, plural, one {Award the badge to # learner} other {Award the badge to # learners}}',
    description: 'Title of a dialog.',
  },
  revokeTitle: {
    id: 'badges.many.revoke-title',
    defaultMessage: '{count, plural, one {Revoke the badge of # learner} other {Revoke the badges of # learners}}',
    description: 'Title of a dialog.',
  },
});

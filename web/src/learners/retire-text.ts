import { defineMessages } from 'react-intl';

export const retireText = defineMessages({
  button: {
    id: 'learners.retire',
    defaultMessage: 'Retire learner…',
    description: 'Button: opens a dialog in which everything about a person is removed.',
  },
  title: {
    id: 'learners.retire.title',
    defaultMessage: 'Retire {learner}',
    description: 'Title of that dialog. {learner} is the name of the learner.',
  },
  final: {
    id: 'learners.retire.final',
    defaultMessage: 'This cannot be undone. Use it when the LMS has retired the account.',
    description: 'In that dialog.',
  },
  names: {
    id: 'learners.retire.names',
    defaultMessage: 'Name, user name and e-mail address are removed, and later events about this learner are ignored.',
    description: 'In that dialog.',
  },
  badges: {
    id: 'learners.retire.badges',
    defaultMessage:
      '{badges, plural, =0 {There are no badges.} one {# badge stays in counts, without a name.} other {# badges stay in counts, without a name.}}',
    description: 'In that dialog.',
  },
  published: {
    id: 'learners.retire.published',
    defaultMessage: '{count, plural, one {The public page of # badge ends.} other {The public pages of # badges end.}}',
    description: 'In that dialog.',
  },
  notIssued: {
    id: 'learners.retire.not-issued',
    defaultMessage: '{count, plural, one {# badge is not issued any more.} other {# badges are not issued any more.}}',
    description: 'In that dialog: badges that wait to be issued.',
  },
  messages: {
    id: 'learners.retire.messages',
    defaultMessage:
      '{count, plural, =0 {No parked message is about this learner.} one {# parked or waiting message is removed.} other {# parked or waiting messages are removed.}}',
    description: 'In that dialog.',
  },
  history: {
    id: 'learners.retire.history',
    defaultMessage:
      '{count, plural, =0 {The history holds nothing about this learner.} one {# line of the history stays, without reasons and values.} other {# lines of the history stay, without reasons and values.}}',
    description: 'In that dialog.',
  },
  signIn: {
    id: 'learners.retire.sign-in',
    defaultMessage: 'This person can no longer sign in here. Their sessions and API keys end.',
    description: 'In that dialog, when the learner signs in to Laurel.',
  },
  signInRole: {
    id: 'learners.retire.sign-in-role',
    defaultMessage: 'This person works here as {role}. They can no longer sign in; their sessions and API keys end.',
    description: 'In that dialog, when the learner signs in to Laurel and has a role. {role} is its name.',
  },
  atProviders: {
    id: 'learners.retire.at-providers',
    defaultMessage:
      '{count, plural, one {# badge stays at Credly or Accredible, with the name. Revoke it first if it must not.} other {# badges stay at Credly or Accredible, with the name. Revoke them first if they must not.}}',
    description: 'In that dialog.',
  },
  sameAddress: {
    id: 'learners.retire.same-address',
    defaultMessage: 'A person with the same e-mail address signs in here without the LMS, and stays. See People.',
    description: 'In that dialog.',
  },
  confirm: {
    id: 'learners.retire.confirm',
    defaultMessage: 'Retire learner',
    description: 'Button that removes everything about a person.',
  },
  done: {
    id: 'learners.retire.done',
    defaultMessage: 'The learner is retired. What was about the person is removed.',
    description: 'After a learner was retired.',
  },
});

import { defineMessages } from 'react-intl';

/** Activating and deactivating several badge templates at once. */
export const switchText = defineMessages({
  activateTitle: {
    id: 'templates.switch.activate-title',
    defaultMessage: '{count, plural, one {Activate # template?} other {Activate # templates?}}',
    description: 'Title of a dialog.',
  },
  deactivateTitle: {
    id: 'templates.switch.deactivate-title',
    defaultMessage: '{count, plural, one {Deactivate # template?} other {Deactivate # templates?}}',
    description: 'Title of a dialog.',
  },
  activate: {
    id: 'templates.switch.activate',
    defaultMessage: '{count, plural, one {Activate # template} other {Activate # templates}}',
    description: 'Button: activates badge templates.',
  },
  deactivate: {
    id: 'templates.switch.deactivate',
    defaultMessage: '{count, plural, one {Deactivate # template} other {Deactivate # templates}}',
    description: 'Button: deactivates badge templates.',
  },
  toActivate: {
    id: 'templates.switch.to-activate',
    defaultMessage:
      '{count, plural, =0 {None of them can be activated.} one {# template will be activated:} other {# templates will be activated:}}',
    description: 'Heading above a list of badge templates.',
  },
  toDeactivate: {
    id: 'templates.switch.to-deactivate',
    defaultMessage:
      '{count, plural, =0 {There is none to deactivate.} one {# template will be deactivated:} other {# templates will be deactivated:}}',
    description: 'Heading above a list of badge templates.',
  },
  activated: {
    id: 'templates.switch.activated',
    defaultMessage:
      '{count, plural, =0 {None was activated.} one {# template was activated:} other {# templates were activated:}}',
    description: 'Heading above a list of badge templates.',
  },
  deactivated: {
    id: 'templates.switch.deactivated',
    defaultMessage:
      '{count, plural, =0 {None was deactivated.} one {# template was deactivated:} other {# templates were deactivated:}}',
    description: 'Heading above a list of badge templates.',
  },
  refused: {
    id: 'templates.switch.refused',
    defaultMessage:
      '{count, plural, one {# template can’t be activated yet:} other {# templates can’t be activated yet:}}',
    description: 'Heading above a list of badge templates, each with the reasons.',
  },
  wereActive: {
    id: 'templates.switch.were-active',
    defaultMessage: '{count, plural, one {# is already active.} other {# are already active.}}',
    description: 'How many of the selected badge templates stay as they are.',
  },
  wereInactive: {
    id: 'templates.switch.were-inactive',
    defaultMessage: '{count, plural, one {# is already inactive.} other {# are already inactive.}}',
    description: 'How many of the selected badge templates stay as they are.',
  },
  gone: {
    id: 'templates.switch.gone',
    defaultMessage: '{count, plural, one {# no longer exists.} other {# no longer exist.}}',
    description: 'How many of the selected badge templates were deleted in the meantime.',
  },
  inProgress: {
    id: 'templates.switch.in-progress',
    defaultMessage:
      '{count, plural, =0 {Nobody is in progress. Learners keep their badges.} one {# learner is in progress and stays where they are. Learners keep their badges.} other {# learners are in progress and stay where they are. Learners keep their badges.}}',
    description: 'In the dialog that deactivates badge templates.',
  },
  eventsFromNow: {
    id: 'templates.switch.events-from-now',
    defaultMessage:
      'From now on, matching events count, and learners who meet everything get the badge. Earlier events do not count again.',
    description: 'In the dialog that activates badge templates.',
  },
});

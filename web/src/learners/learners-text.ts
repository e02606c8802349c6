import { defineMessages } from 'react-intl';

export const learnersText = defineMessages({
  title: { id: 'learners.title', defaultMessage: 'Learners', description: 'Title of the page that lists learners.' },
  lead: {
    id: 'learners.lead',
    defaultMessage: 'Everyone who has made progress towards a badge, and how far they are.',
    description: 'Below the title of the list of learners.',
  },
  oneLead: {
    id: 'learners.one.lead',
    defaultMessage: 'How far this learner is with each badge, and what has happened so far.',
    description: 'Below the title of the page of a learner.',
  },
  search: {
    id: 'learners.search',
    defaultMessage: 'LMS user id, user name, e-mail or name',
    description: 'Name of the search field: what it looks for.',
  },
  searchHelp: {
    id: 'learners.search.help',
    defaultMessage: 'LMS user id, or any words from the name, user name or e-mail address.',
    description: 'Below the search field for learners.',
  },
  columnLearner: { id: 'learners.column.learner', defaultMessage: 'Learner', description: 'Heading of a column.' },
  columnEmail: { id: 'learners.column.email', defaultMessage: 'E-mail address', description: 'Heading of a column.' },
  columnId: { id: 'learners.column.id', defaultMessage: 'LMS user id', description: 'Heading of a column.' },
  columnSince: {
    id: 'learners.column.since',
    defaultMessage: 'Known since',
    description: 'Heading of a column: when an event first concerned a badge for this learner.',
  },
  retired: {
    id: 'learners.retired',
    defaultMessage: 'Retired',
    description: 'State of a learner: the LMS has retired the account, and the names were removed.',
  },
  inactive: {
    id: 'learners.inactive',
    defaultMessage: 'Not active',
    description: 'State of a learner: the account is not active in the LMS.',
  },
  formerHolder: {
    id: 'learners.former-holder',
    defaultMessage: 'Had this user name before',
    description: 'State of a learner: the LMS has given the user name to another account meanwhile.',
  },
  newerHolder: {
    id: 'learners.one.newer-holder',
    defaultMessage:
      'The LMS has since given the user name {username} to another learner, and no event has reported a new name for this one yet. It now belongs to:',
    description: 'On pages of a learner who had a user name before another one. A link to the other one follows.',
  },
  emptyTitle: {
    id: 'learners.empty.title',
    defaultMessage: 'No learner is known yet',
    description: 'Title of the empty list of learners.',
  },
  empty: {
    id: 'learners.empty',
    defaultMessage:
      'A learner appears here with the first event that counts for a badge. Until then, nothing is stored about anyone.',
    description: 'In the empty list of learners.',
  },
  noneTitle: {
    id: 'learners.none.title',
    defaultMessage: 'No learner matches “{search}”',
    description: 'Title when a search finds nobody. {search} is what was searched for.',
  },
  none: {
    id: 'learners.none',
    defaultMessage:
      'Search for the whole LMS user id, or for the beginning of a user name, e-mail address or name. Laurel knows learners from the first event that counts for a badge.',
    description: 'When a search finds nobody.',
  },
  name: { id: 'learners.one.name', defaultMessage: 'Name', description: 'Label: full name.' },
  username: { id: 'learners.one.username', defaultMessage: 'User name', description: 'Label.' },
  email: { id: 'learners.one.email', defaultMessage: 'E-mail address', description: 'Label.' },
  id: { id: 'learners.one.id', defaultMessage: 'LMS user id', description: 'Label: number of the user in the LMS.' },
  since: {
    id: 'learners.one.since',
    defaultMessage: 'Known since',
    description: 'Label: when an event first concerned a badge for this learner.',
  },
  account: {
    id: 'learners.one.account',
    defaultMessage: 'Account in the LMS',
    description: 'Label: whether the account is active in the LMS.',
  },
  active: { id: 'learners.one.active', defaultMessage: 'Active', description: 'The account is active in the LMS.' },
  identity: {
    id: 'learners.one.identity',
    defaultMessage: 'Identity',
    description: 'Heading: identity of a learner.',
  },
  retiredHelp: {
    id: 'learners.one.retired',
    defaultMessage:
      'The LMS has retired this account. User name, name and e-mail address were removed; the history stays, without a name.',
    description: 'On the page of a learner whose account was retired.',
  },
  progress: {
    id: 'learners.one.progress',
    defaultMessage: 'Progress and badges',
    description: 'Heading: progress of a learner on each template.',
  },
  noProgress: {
    id: 'learners.one.no-progress.title',
    defaultMessage: 'No progress yet',
    description: 'Title where the progress of a learner would be.',
  },
  noProgressHelp: {
    id: 'learners.one.no-progress',
    defaultMessage: 'No requirement of any template has been met so far.',
    description: 'Where the progress of a learner would be.',
  },
  columnTemplate: { id: 'learners.column.template', defaultMessage: 'Template', description: 'Heading of a column.' },
  columnProgress: {
    id: 'learners.column.progress',
    defaultMessage: 'Progress',
    description: 'Heading of a column: how much of a template is met.',
  },
  columnBadge: {
    id: 'learners.column.badge',
    defaultMessage: 'Badge',
    description: 'Heading of a column: whether the learner has the badge.',
  },
  columnState: {
    id: 'learners.column.state',
    defaultMessage: 'At the provider',
    description: 'Heading of a column: state of the badge at its provider.',
  },
  columnUpdated: {
    id: 'learners.column.updated',
    defaultMessage: 'Changed',
    description: 'Heading of a column: when the progress changed last.',
  },
  templateInactive: {
    id: 'learners.template-inactive',
    defaultMessage: 'Inactive template',
    description: 'Beside a template that is not active: no events are processed for it.',
  },
  timeline: {
    id: 'learners.one.timeline',
    defaultMessage: 'What happened',
    description: 'Heading: the history of a learner.',
  },
  noTimeline: {
    id: 'learners.one.no-timeline',
    defaultMessage: 'Nothing yet.',
    description: 'When the history of a learner is empty.',
  },
  allBadges: {
    id: 'learners.one.all-badges',
    defaultMessage: 'Badges of this learner',
    description: 'Link to the list of badges, narrowed down to one learner.',
  },
  selectedToMany: {
    id: 'learners.selected-to-many',
    defaultMessage: 'Award or revoke a badge…',
    description: 'Button: goes on with the learners who are selected.',
  },
  noSuch: {
    id: 'learners.no-such',
    defaultMessage: 'There is no such learner',
    description: 'Title of the page, where the address names a learner who is not known.',
  },
  byHand: {
    id: 'learners.by-hand',
    defaultMessage: 'Awarded manually',
    description: 'In place of the progress on a template: nothing was begun, somebody has awarded the badge.',
  },
  askAbout: {
    id: 'learners.ask-about',
    defaultMessage: 'See why this learner has the badge, or why not',
    description: 'Label of a field on the page of a learner: choosing a badge template leads to the explanation.',
  },
});

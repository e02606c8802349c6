import { defineMessages } from 'react-intl';

export const templatesText = defineMessages({
  atProvider: {
    id: 'templates.at-provider',
    defaultMessage: 'Open at {provider}',
    description: 'Link to the page of the template at its provider. {provider} is Credly or Accredible.',
  },
  draftThere: {
    id: 'templates.at-provider.draft',
    defaultMessage: 'Draft at the provider',
    description: 'State of a template: its provider can not issue it yet.',
  },
  activeThere: {
    id: 'templates.at-provider.active',
    defaultMessage: 'Active at the provider',
    description: 'State of a template: its provider issues it.',
  },
  providerState: {
    id: 'templates.at-provider.state',
    defaultMessage: 'State at the provider',
    description: 'Filter of the list of templates.',
  },
  archivedThere: {
    id: 'templates.at-provider.archived',
    defaultMessage: 'Archived at the provider',
    description: 'State of a template: its provider does not issue it any more.',
  },
  absentThere: {
    id: 'templates.at-provider.absent',
    defaultMessage: 'Not at the provider',
    description: 'State of a template: its provider has no such template any more.',
  },
  title: {
    id: 'templates.title',
    defaultMessage: 'Templates',
    description: 'Title of the page that lists badge templates.',
  },
  oneLead: {
    id: 'templates.one.lead',
    defaultMessage: 'What learners must do for this badge, what takes it away again, and who has it.',
    description: 'Below the title of the page of a badge template.',
  },
  lead: {
    id: 'templates.lead',
    defaultMessage: 'What can be earned here, and what is required.',
    description: 'Below the title of the list of badge templates.',
  },
  new: {
    id: 'templates.new',
    defaultMessage: 'New template',
    description: 'Button: leads to the page on which a badge template is made.',
  },
  search: {
    id: 'templates.search',
    defaultMessage: 'Search by name or id',
    description: 'Label of the search field above the list of badge templates.',
  },
  origin: {
    id: 'templates.origin',
    defaultMessage: 'Issued through',
    description: 'Who holds the badges of a template: Credly, Accredible, or Laurel itself.',
  },
  state: {
    id: 'templates.state',
    defaultMessage: 'State',
    description: 'Heading and filter: whether a template is active.',
  },
  active: {
    id: 'templates.active',
    defaultMessage: 'Active',
    description: 'State of a template: events count for it.',
  },
  inactive: {
    id: 'templates.inactive',
    defaultMessage: 'Inactive',
    description: 'State of a template: events do not count for it.',
  },
  sort: { id: 'templates.sort', defaultMessage: 'Order', description: 'Label of the choice how the list is sorted.' },
  sortName: { id: 'templates.sort.name', defaultMessage: 'By name', description: 'Order of a list.' },
  sortNewest: {
    id: 'templates.sort.newest',
    defaultMessage: 'Latest change first',
    description: 'Order of a list: what was changed last comes first.',
  },
  sortOldest: {
    id: 'templates.sort.oldest',
    defaultMessage: 'Oldest change first',
    description: 'Order of a list: what was not changed for longest comes first.',
  },
  name: {
    id: 'templates.name',
    defaultMessage: 'Template',
    description: 'Heading of a column: name of a badge template.',
  },
  requirements: {
    id: 'templates.requirements',
    defaultMessage: 'Requirements',
    description: 'Heading: what a learner must do for the badge.',
  },
  penalties: {
    id: 'templates.penalties',
    defaultMessage: 'Penalties',
    description: 'Heading: what takes fulfilled requirements away again.',
  },
  holders: {
    id: 'templates.holders',
    defaultMessage: 'Holders',
    description: 'Heading of a column: how many learners hold the badge.',
  },
  inProgress: {
    id: 'templates.in-progress',
    defaultMessage: 'In progress',
    description: 'Heading of a column: how many learners have begun and are not complete.',
  },
  updated: {
    id: 'templates.updated',
    defaultMessage: 'Changed',
    description: 'Heading of a column: when something was changed last.',
  },
  emptyTitle: {
    id: 'templates.empty.title',
    defaultMessage: 'No badge templates yet',
    description: 'Title of an empty list.',
  },
  emptyDesigner: {
    id: 'templates.empty.designer',
    defaultMessage:
      'A template defines a badge and what a learner must do for it. Create the first one here, or connect Credly or Accredible and import their templates.',
    description: 'In place of an empty list, for people who may make templates.',
  },
  emptyViewer: {
    id: 'templates.empty.viewer',
    defaultMessage:
      'A template defines a badge and what a learner must do for it. Designers and admins can create templates.',
    description: 'In place of an empty list, for people who may not make templates.',
  },
  connections: {
    id: 'templates.connections',
    defaultMessage: 'Connections',
    description: 'Button that leads to the page of Credly organizations and Accredible API configs.',
  },
  addRequirements: {
    id: 'templates.add-requirements',
    defaultMessage: 'Add requirements',
    description: 'Button of a badge template that has no requirements yet.',
  },
  edit: { id: 'templates.edit', defaultMessage: 'Edit', description: 'Button: leads to the editor of a template.' },
  duplicate: {
    id: 'templates.duplicate',
    defaultMessage: 'Duplicate',
    description: 'Menu item: makes a new template that begins as a copy of this one.',
  },
  more: { id: 'templates.more', defaultMessage: 'More actions', description: 'Name of a menu with further actions.' },
  activate: {
    id: 'templates.activate',
    defaultMessage: 'Activate',
    description: 'Button: from then on events count for the template.',
  },
  deactivate: {
    id: 'templates.deactivate',
    defaultMessage: 'Deactivate',
    description: 'Button: from then on events do not count for the template.',
  },
  delete: {
    id: 'templates.delete',
    defaultMessage: 'Delete',
    description: 'Button: removes a template that was never used.',
  },
  whoHolds: {
    id: 'templates.who-holds',
    defaultMessage: 'See who has it',
    description: 'Link to the list of badges of this template.',
  },
  history: { id: 'templates.history', defaultMessage: 'History', description: 'Link to the history of this template.' },
  whatItTakes: {
    id: 'templates.what-it-takes',
    defaultMessage: 'In plain words',
    description: 'Heading above the sentence that says what a badge takes.',
  },
  inUse: {
    id: 'templates.in-use',
    defaultMessage: 'In use',
    description: 'Heading above how many learners hold the badge and how many are on the way.',
  },
  holdersCount: {
    id: 'templates.holders-count',
    defaultMessage: '{count, plural, one {learner has it} other {learners have it}}',
    description: 'Below a number, which is not repeated here: how many learners hold the badge.',
  },
  inProgressCount: {
    id: 'templates.in-progress-count',
    defaultMessage: '{count, plural, one {learner in progress} other {learners in progress}}',
    description: 'Below a number, which is not repeated here: how many learners have begun and are not complete.',
  },
  version: {
    id: 'templates.version',
    defaultMessage: 'Rules, version {version}',
    description: 'Counts the edits of the rules of a template.',
  },
  noRequirements: {
    id: 'templates.no-requirements',
    defaultMessage: 'No requirements yet: nobody can earn it.',
    description: 'In place of the requirements of a template.',
  },
  noPenalties: {
    id: 'templates.no-penalties',
    defaultMessage: 'No penalties: once earned, it stays.',
    description: 'In place of the penalties of a template.',
  },
  anyOf: {
    id: 'templates.any-of',
    defaultMessage: 'Any one of these is enough',
    description: 'Above requirements of one group, which can stand in for one another.',
  },
  and: {
    id: 'templates.and',
    defaultMessage: 'and',
    description: 'Between groups of requirements: all of them must be met.',
  },
  or: {
    id: 'templates.or',
    defaultMessage: 'or',
    description: 'Between requirements of one group: one of them is enough.',
  },
  everyEvent: {
    id: 'templates.every-event',
    defaultMessage: 'Every event of this type counts.',
    description: 'When a requirement has no data rules.',
  },
  is: {
    id: 'templates.rule.is',
    defaultMessage: 'is',
    description: 'Operator of a data rule, as in "is_passing is true".',
  },
  isNot: {
    id: 'templates.rule.is-not',
    defaultMessage: 'is not',
    description: 'Operator of a data rule, as in "mode is not audit".',
  },
  resets: {
    id: 'templates.resets',
    defaultMessage: 'Resets',
    description: 'Before the requirements that a penalty takes away again.',
  },
  changed: {
    id: 'templates.changed',
    defaultMessage: 'Changed {when}',
    description: 'When a template was changed last. {when} is a relative time, such as "2 minutes ago".',
  },
  created: {
    id: 'templates.created',
    defaultMessage: '“{name}” has been created. It has no effect until you activate it.',
    description: 'After a template has been made.',
  },
  saved: {
    id: 'templates.saved',
    defaultMessage: '“{name}” has been saved.',
    description: 'After a template has been edited.',
  },
  activated: {
    id: 'templates.activated',
    defaultMessage: '“{name}” is active.',
    description: 'After a template has been activated.',
  },
  deactivated: {
    id: 'templates.deactivated',
    defaultMessage: '“{name}” is inactive.',
    description: 'After a template has been deactivated.',
  },
  deleted: {
    id: 'templates.deleted',
    defaultMessage: '“{name}” has been deleted.',
    description: 'After a template has been deleted.',
  },
  noSuch: {
    id: 'templates.no-such',
    defaultMessage: 'There is no such badge template',
    description: 'Title of the page, where the address names a badge template that is not there.',
  },
});

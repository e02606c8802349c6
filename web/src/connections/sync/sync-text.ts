import { defineMessages } from 'react-intl';

export const syncText = defineMessages({
  pageLead: {
    id: 'connections.sync.page-lead',
    defaultMessage: 'What one sync of the badge templates of an account changed here.',
    description: 'Below the title of the page of a sync.',
  },
  sync: {
    id: 'connections.sync',
    defaultMessage: 'Sync templates',
    description: 'Button: brings in the badge templates of the account.',
  },
  syncOf: {
    id: 'connections.sync.of',
    defaultMessage: 'Sync templates: {name}',
    description: 'Name of that button for screen readers. {name} is an account.',
  },
  title: {
    id: 'connections.sync.title',
    defaultMessage: 'Templates of this account',
    description: 'Heading above the sync of badge templates.',
  },
  lead: {
    id: 'connections.sync.lead',
    defaultMessage:
      'A sync imports new templates as inactive, updates known ones, and deactivates those that are no longer active at the provider. It never removes a template, and never changes requirements or penalties.',
    description: 'What a sync does.',
  },
  running: {
    id: 'connections.sync.running',
    defaultMessage: 'The templates are being synced',
    description: 'Title while a sync runs.',
  },
  progress: {
    id: 'connections.sync.progress',
    defaultMessage:
      '{templates, plural, one {# template} other {# templates}} read so far, from {pages, plural, one {# page} other {# pages}}.',
    description: 'How far a sync is. The provider gives its templates page by page.',
  },
  succeeded: { id: 'connections.sync.succeeded', defaultMessage: 'Done', description: 'State of a sync.' },
  failed: { id: 'connections.sync.failed', defaultMessage: 'Failed', description: 'State of a sync.' },
  interrupted: { id: 'connections.sync.interrupted', defaultMessage: 'Interrupted', description: 'State of a sync.' },
  runningState: { id: 'connections.sync.running-state', defaultMessage: 'Running', description: 'State of a sync.' },
  failedTitle: {
    id: 'connections.sync.failed.title',
    defaultMessage: 'The sync failed, and no template was changed',
    description: 'Title of an error.',
  },
  interruptedTitle: {
    id: 'connections.sync.interrupted.title',
    defaultMessage: 'The sync was stopped, and no template was changed',
    description: 'Title: the process that did the sync ended before it was done.',
  },
  interruptedHelp: {
    id: 'connections.sync.interrupted.help',
    defaultMessage: 'Start it again.',
    description: 'What to do about a sync that was stopped.',
  },
  imported: { id: 'connections.sync.imported', defaultMessage: 'Imported', description: 'Label: new templates.' },
  updated: { id: 'connections.sync.updated', defaultMessage: 'Updated', description: 'Label: changed templates.' },
  unchanged: {
    id: 'connections.sync.unchanged',
    defaultMessage: 'Unchanged',
    description: 'Label: templates that are the same as before.',
  },
  deactivated: {
    id: 'connections.sync.deactivated',
    defaultMessage: 'Deactivated',
    description: 'Label: templates that the provider does not have, or not as active, any more.',
  },
  reactivated: {
    id: 'connections.sync.reactivated',
    defaultMessage: 'Reactivated',
    description: 'Label: templates that a sync had deactivated, and that are active again.',
  },
  unconfirmed: {
    id: 'connections.sync.unconfirmed',
    defaultMessage: 'Stopped',
    description: 'State of a sync: it waits for somebody to confirm what it would do.',
  },
  unconfirmedTitle: {
    id: 'connections.sync.unconfirmed.title',
    defaultMessage:
      '{count, plural, one {The sync would deactivate # template, and has changed nothing} other {The sync would deactivate # templates, and has changed nothing}}',
    description: 'Title of a warning: a sync would deactivate most active templates of an account.',
  },
  unconfirmedHelp: {
    id: 'connections.sync.unconfirmed.help',
    defaultMessage:
      "The provider no longer lists most of this account's active templates as active. Check there whether this is intended, and whether the key belongs to the right account. Events do not count for deactivated templates; issued badges stay.",
    description: 'What it means that a sync waits to be confirmed, and what to do.',
  },
  confirm: {
    id: 'connections.sync.confirm',
    defaultMessage: 'Sync and deactivate them',
    description: 'Button: repeats a sync, and lets it deactivate templates.',
  },
  confirmTitle: {
    id: 'connections.sync.confirm.title',
    defaultMessage: '{count, plural, one {Deactivate # template?} other {Deactivate # templates?}}',
    description: 'Title of the question before a sync deactivates most templates of an account.',
  },
  reactivableTitle: {
    id: 'connections.sync.reactivable.title',
    defaultMessage:
      '{count, plural, one {# deactivated template can issue badges again} other {# deactivated templates can issue badges again}}',
    description: 'Title: templates that a sync had deactivated are active at the provider again.',
  },
  reactivableHelp: {
    id: 'connections.sync.reactivable.help',
    defaultMessage:
      'They were deactivated here because the provider did not list them as active. Once they are active, events count for them again.',
    description: 'Below that title.',
  },
  reactivate: {
    id: 'connections.sync.reactivate',
    defaultMessage: 'Reactivate templates',
    description: 'Button: repeats a sync, which activates templates that had been deactivated.',
  },
  reportTitle: {
    id: 'connections.sync.report',
    defaultMessage: 'What the last sync did',
    description: 'Heading above the report of the newest sync.',
  },
  nothingChanged: {
    id: 'connections.sync.nothing-changed',
    defaultMessage: 'Nothing changed.',
    description: 'When a sync changed no template.',
  },
  changes: {
    id: 'connections.sync.changes',
    defaultMessage: 'Templates that changed',
    description: 'What a table lists.',
  },
  template: { id: 'connections.sync.template', defaultMessage: 'Template', description: 'Heading of a column.' },
  change: {
    id: 'connections.sync.change',
    defaultMessage: 'What happened',
    description: 'Heading of a column: imported, updated or deactivated.',
  },
  fields: {
    id: 'connections.sync.fields',
    defaultMessage: 'Changed values',
    description: 'Heading of a column: which values of a template are different.',
  },
  fieldName: { id: 'connections.sync.field.name', defaultMessage: 'Name', description: 'A value of a template.' },
  fieldDescription: {
    id: 'connections.sync.field.description',
    defaultMessage: 'Description',
    description: 'A value of a template.',
  },
  fieldImage: { id: 'connections.sync.field.image', defaultMessage: 'Image', description: 'A value of a template.' },
  fieldActive: {
    id: 'connections.sync.field.active',
    defaultMessage: 'Active or not',
    description: 'A value of a template.',
  },
  showAll: {
    id: 'connections.sync.show-all',
    defaultMessage: '{count, plural, one {Show # template} other {Show all # templates}}',
    description: 'Button below a table that shows only some at first.',
  },
  more: {
    id: 'connections.sync.more',
    defaultMessage: '{count, plural, one {And # more.} other {And # more.}}',
    description: 'Below a table that does not show all.',
  },
  pastTitle: {
    id: 'connections.sync.past',
    defaultMessage: 'Past syncs',
    description: 'Heading above the list of syncs.',
  },
  pastNone: {
    id: 'connections.sync.past.none',
    defaultMessage: 'The templates of this account have not been synced yet.',
    description: 'When there was no sync.',
  },
  started: { id: 'connections.sync.started', defaultMessage: 'Started', description: 'Heading: when a sync began.' },
  state: { id: 'connections.sync.state', defaultMessage: 'State', description: 'Heading of a column.' },
  result: { id: 'connections.sync.result', defaultMessage: 'Result', description: 'Heading: what a sync did.' },
  took: {
    id: 'connections.sync.took',
    defaultMessage: 'Duration',
    description: 'Heading and label: how long a sync took.',
  },
  startedBy: {
    id: 'connections.sync.started-by',
    defaultMessage: 'Started by',
    description: 'Label: the id of who started a sync.',
  },
  summary: {
    id: 'connections.sync.summary',
    defaultMessage: '{imported, number} imported, {updated, number} updated, {deactivated, number} deactivated',
    description: 'What a sync did, in a line.',
  },
  pageTitle: {
    id: 'connections.sync.page-title',
    defaultMessage: 'Sync of {when}',
    description: 'Title of the page about one sync. {when} is a date and time.',
  },
  pageTitleLoading: {
    id: 'connections.sync.page-title.loading',
    defaultMessage: 'Sync',
    description: 'Title of the page about one sync, until it is known which one.',
  },
  doneTitle: {
    id: 'connections.sync.done.title',
    defaultMessage: 'The templates have been synced',
    description: 'Title: a sync has succeeded.',
  },
  toReport: {
    id: 'connections.sync.to-report',
    defaultMessage: 'See what it changed',
    description: 'Link to the report of a sync.',
  },
});

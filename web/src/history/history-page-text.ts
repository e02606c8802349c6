import { defineMessages } from 'react-intl';

export const historyPageText = defineMessages({
  title: { id: 'history.title', defaultMessage: 'History', description: 'Title of a page.' },
  lead: {
    id: 'history.lead',
    defaultMessage: 'What happened, why, and who did what. Entries are never changed.',
    description: 'Below the title of the page "History".',
  },
  happened: {
    id: 'history.tab.happened',
    defaultMessage: 'What happened',
    description: 'Tab: what happened to progress, badges and templates.',
  },
  changes: {
    id: 'history.tab.changes',
    defaultMessage: 'Changes by people',
    description: 'Tab: what people and programs changed in Laurel.',
  },
  template: {
    id: 'history.filter.template',
    defaultMessage: 'Template',
    description: 'Label of a field: narrows the history down to a badge template.',
  },
  kind: {
    id: 'history.filter.kind',
    defaultMessage: 'Kind',
    description: 'Label of a filter: what happened.',
  },
  nothingTitle: {
    id: 'history.nothing.title',
    defaultMessage: 'Nothing has happened yet',
    description: 'Title when the history is empty.',
  },
  nothing: {
    id: 'history.nothing',
    defaultMessage: 'Requirements met, and badges awarded, delivered or revoked, appear here.',
    description: 'When the history is empty.',
  },
  action: {
    id: 'history.filter.action',
    defaultMessage: 'Action',
    description: 'Label of a filter: what somebody did.',
  },
  targetType: {
    id: 'history.filter.target-type',
    defaultMessage: 'Concerns',
    description: 'Label of a filter: to what somebody did something.',
  },
  onlyActor: {
    id: 'history.filter.only-actor',
    defaultMessage: 'By {actor} only',
    description: 'Says that the list is narrowed down to what one person or program did.',
  },
  onlyTarget: {
    id: 'history.filter.only-target',
    defaultMessage: '{target} only',
    description: 'Says that the list is narrowed down to what was done to one thing. {target} is its name.',
  },
  removeFilter: {
    id: 'history.filter.remove',
    defaultMessage: 'Remove the filter “{filter}”',
    description: 'Name of the button that takes away such a narrowing.',
  },
  noChangeTitle: {
    id: 'history.no-change.title',
    defaultMessage: 'Nobody has changed anything yet',
    description: 'Title when nobody has changed anything.',
  },
  noChange: {
    id: 'history.no-change',
    defaultMessage:
      'Every change that somebody makes, on these pages, through the API or on the command line, is recorded with who made it and when.',
    description: 'When nobody has changed anything.',
  },
  reason: { id: 'history.reason', defaultMessage: 'Reason', description: 'Before the reason that somebody gave.' },
  before: { id: 'history.before', defaultMessage: 'Before', description: 'Before an old value.' },
  after: { id: 'history.after', defaultMessage: 'After', description: 'Before a new value.' },
  unchanged: {
    id: 'history.unchanged',
    defaultMessage: 'No value was changed.',
    description: 'When a change has nothing to compare.',
  },
  exactTime: { id: 'history.exact-time', defaultMessage: 'When', description: 'Label: an exact time.' },
  moreOfActor: {
    id: 'history.more.actor',
    defaultMessage: 'All changes by {name}',
    description: 'Link: narrows the list down to what one person or program did.',
  },
  moreOfTarget: {
    id: 'history.more.target',
    defaultMessage: 'All changes to this',
    description: 'Link: narrows the list down to what was done to the same thing.',
  },
  somebody: {
    id: 'history.somebody',
    defaultMessage: 'one person or program',
    description: 'After "Only by": in place of a name that is not at hand.',
  },
  someTarget: {
    id: 'history.some-target',
    defaultMessage: 'one thing',
    description: 'After "Only": in place of the name of what was changed, when there is none.',
  },
  seeMaintenance: {
    id: 'history.see-maintenance',
    defaultMessage: 'See Maintenance',
    description: 'Link to the page of jobs, in place of the name of a job, which has none.',
  },
});

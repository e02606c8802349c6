import { defineMessages } from 'react-intl';

export const overviewText = defineMessages({
  title: { id: 'overview.title', defaultMessage: 'Overview', description: 'Title of the first page.' },
  lead: {
    id: 'overview.lead',
    defaultMessage: 'What needs attention, what Laurel has done so far, and how its parts are doing.',
    description: 'Below the title of the first page.',
  },
  live: {
    id: 'overview.live',
    defaultMessage: 'Live',
    description: 'Beside the title: the figures are read again every few seconds.',
  },
  stale: {
    id: 'overview.stale',
    defaultMessage: 'Not updated since {time}',
    description: 'Beside the title: the server does not answer, and the figures are old. {time} is a time of day.',
  },
  figures: {
    id: 'overview.figures',
    defaultMessage: 'Figures',
    description: 'Heading of the figures; read out by screen readers.',
  },
  eventsPerMinute: {
    id: 'overview.events-per-minute',
    defaultMessage: 'Events a minute',
    description: 'Name of a figure.',
  },
  eventsPerMinuteHelp: {
    id: 'overview.events-per-minute.help',
    defaultMessage: 'last two minutes',
    description: 'Below the figure "Events a minute".',
  },
  learners: {
    id: 'overview.learners',
    defaultMessage: 'Learners',
    description: 'Name of a figure: how many learners are known.',
  },
  templates: {
    id: 'overview.templates',
    defaultMessage: 'Active templates',
    description: 'Name of a figure.',
  },
  templatesHelp: {
    id: 'overview.templates.help',
    defaultMessage: 'of {total, number}',
    description: 'Below the figure "Active templates": how many there are in all.',
  },
  awarded: {
    id: 'overview.awarded',
    defaultMessage: 'Awarded badges',
    description: 'Name of a figure: badges that were awarded and not revoked.',
  },
  revoked: {
    id: 'overview.revoked',
    defaultMessage: '{count, number} revoked',
    description: 'Below the figure "Badges held": how many badges were revoked.',
  },
  due: {
    id: 'overview.due',
    defaultMessage: 'Deliveries due',
    description: 'Name of a figure: badges that are to be issued or revoked at their provider.',
  },
  dueSince: {
    id: 'overview.due.since',
    defaultMessage: 'the oldest {when}',
    description: 'Below the figure "Deliveries due". {when} is a time such as "3 minutes ago".',
  },
  retrying: {
    id: 'overview.retrying',
    defaultMessage: '{count, plural, one {# being retried} other {# being retried}}',
    description: 'Below the figure "Deliveries due": how many failed and are tried again by themselves.',
  },
  failed: {
    id: 'overview.failed',
    defaultMessage: 'Failed permanently',
    description: 'Name of a figure: deliveries that failed and wait for an operator.',
  },
  parked: { id: 'overview.parked', defaultMessage: 'Parked messages', description: 'Name of a figure.' },
  lag: {
    id: 'overview.lag',
    defaultMessage: 'Events waiting',
    description: 'Name of a figure: events on the bus and in the inbox that were not processed yet.',
  },
  lagUnknown: {
    id: 'overview.lag.unknown',
    defaultMessage: 'bus not responding',
    description: 'Below the figure "Events waiting" when it is not known.',
  },
});

import { defineMessages } from 'react-intl';

export const chartsText = defineMessages({
  heading: {
    id: 'overview.activity',
    defaultMessage: 'Activity',
    description: 'Heading of the charts: what happened over time.',
  },
  span: {
    id: 'overview.span',
    defaultMessage: 'Period',
    description: 'Name of the choice between an hour, a day and a week.',
  },
  hour: { id: 'overview.span.hour', defaultMessage: '1 hour', description: 'Choice: charts of the last hour.' },
  day: { id: 'overview.span.day', defaultMessage: '24 hours', description: 'Choice: charts of the last day.' },
  week: { id: 'overview.span.week', defaultMessage: '7 days', description: 'Choice: charts of the last week.' },
  events: {
    id: 'overview.chart.events',
    defaultMessage: 'Events',
    description: 'Title of a chart: events by what came of them.',
  },
  awards: {
    id: 'overview.chart.awards',
    defaultMessage: 'Awards and revocations',
    description: 'Title of a chart.',
  },
  deliveries: {
    id: 'overview.chart.deliveries',
    defaultMessage: 'Deliveries to the providers',
    description: 'Title of a chart.',
  },
  applied: {
    id: 'overview.series.applied',
    defaultMessage: 'Applied',
    description: 'Series of a chart: events that changed the progress of a learner.',
  },
  noEffect: {
    id: 'overview.series.no-effect',
    defaultMessage: 'No effect',
    description: 'Series of a chart: events that no template asks for.',
  },
  ignored: {
    id: 'overview.series.ignored',
    defaultMessage: 'Ignored',
    description: 'Series of a chart: events of other types, or without a learner.',
  },
  parked: {
    id: 'overview.series.parked',
    defaultMessage: 'Parked',
    description: 'Series of a chart: messages that could not be processed.',
  },
  awarded: { id: 'overview.series.awarded', defaultMessage: 'Awarded', description: 'Series of a chart: badges.' },
  revoked: { id: 'overview.series.revoked', defaultMessage: 'Revoked', description: 'Series of a chart: badges.' },
  withheld: {
    id: 'overview.series.withheld',
    defaultMessage: 'Withheld',
    description: 'Series of a chart: awards that were not made because the badge had been revoked.',
  },
  delivered: {
    id: 'overview.series.delivered',
    defaultMessage: 'Succeeded',
    description: 'Series of a chart: attempts to bring a badge to its provider.',
  },
  deliveryFailed: {
    id: 'overview.series.delivery-failed',
    defaultMessage: 'Failed',
    description: 'Series of a chart: attempts to bring a badge to its provider.',
  },
  summary: {
    id: 'overview.chart.summary',
    defaultMessage: 'Bar chart, {span}. {totals}.',
    description:
      'What screen readers say of a chart. {span} is for example "24 hours", {totals} a list such as "Awarded: 12, Revoked: 1".',
  },
  total: {
    id: 'overview.chart.total',
    defaultMessage: '{series}: {count, number}',
    description: 'One part of what screen readers say of a chart.',
  },
  nothing: {
    id: 'overview.chart.nothing',
    defaultMessage: 'Nothing in this period',
    description: 'In place of a chart that would be empty.',
  },
  table: {
    id: 'overview.chart.table',
    defaultMessage: 'As a table',
    description: 'Opens the figures of a chart as a table.',
  },
  tableOf: {
    id: 'overview.chart.table-of',
    defaultMessage: '{title}: table',
    description: 'Name of the figures of a chart as a table, for screen readers. {title} is the title of the chart.',
  },
  time: { id: 'overview.chart.time', defaultMessage: 'From', description: 'Heading of a column: when a step begins.' },
  tableNote: {
    id: 'overview.chart.table-note',
    defaultMessage: 'Newest first. Periods without activity are left out.',
    description: 'Above the figures of a chart as a table.',
  },
});

import { defineMessages } from 'react-intl';

export const statusText = defineMessages({
  bus: { id: 'overview.bus', defaultMessage: 'Event bus', description: 'Heading: how the event bus is doing.' },
  works: { id: 'overview.bus.works', defaultMessage: 'Works', description: 'State of the event bus.' },
  failing: {
    id: 'overview.bus.failing',
    defaultMessage: 'Partly failing',
    description: 'State of the event bus: it answers, but a process can’t read from it or write to it.',
  },
  away: { id: 'overview.bus.away', defaultMessage: 'Not responding', description: 'State of the event bus.' },
  notConfigured: {
    id: 'overview.bus.not-configured',
    defaultMessage: 'Not configured',
    description: 'State of the event bus: there is none.',
  },
  notConfiguredHelp: {
    id: 'overview.bus.not-configured-help',
    defaultMessage: 'No event bus is set. Events arrive through the HTTP inbox only, if it is open.',
    description: 'When no event bus is configured.',
  },
  topic: { id: 'overview.bus.topic', defaultMessage: 'Topic', description: 'Label: a topic of the event bus.' },
  missing: {
    id: 'overview.bus.missing',
    defaultMessage: 'does not exist yet',
    description: 'Beside a topic that does not exist on the bus.',
  },
  messages: {
    id: 'overview.bus.messages',
    defaultMessage: 'Messages',
    description: 'Label: how many messages a topic holds.',
  },
  lag: {
    id: 'overview.bus.lag',
    defaultMessage: 'Not read yet',
    description: 'Label: how many messages of a topic were not read yet.',
  },
  pending: {
    id: 'overview.bus.pending',
    defaultMessage: 'Being processed',
    description: 'Label: how many messages of a topic were read and are not finished.',
  },
  consumers: {
    id: 'overview.bus.consumers',
    defaultMessage: 'Consumers',
    description: 'Label: how many processes read a topic.',
  },
  inbox: {
    id: 'overview.bus.inbox',
    defaultMessage: 'HTTP inbox',
    description: 'Label: the way by which events come in over HTTP.',
  },
  inboxOpen: {
    id: 'overview.bus.inbox-open',
    defaultMessage: 'Open, {count, plural, =0 {nothing waiting} one {# event waiting} other {# events waiting}}',
    description: 'State of the HTTP inbox.',
  },
  inboxClosed: { id: 'overview.bus.inbox-closed', defaultMessage: 'Closed', description: 'State of the HTTP inbox.' },
  announcements: {
    id: 'overview.bus.announcements',
    defaultMessage: 'Announcements',
    description: 'Label: events about awards and revocations that Laurel itself sends.',
  },
  announcementsOff: {
    id: 'overview.bus.announcements-off',
    defaultMessage: 'Off',
    description: 'State of the events about awards and revocations: none are made.',
  },
  announcementsWaiting: {
    id: 'overview.bus.announcements-waiting',
    defaultMessage: '{count, plural, =0 {All sent} one {# waiting to be sent} other {# waiting to be sent}}',
    description: 'How many events about awards and revocations were not sent yet.',
  },
  processes: {
    id: 'overview.processes',
    defaultMessage: 'Processes',
    description: 'Heading: the running processes of Laurel.',
  },
  noProcess: {
    id: 'overview.processes.none',
    defaultMessage: 'No process has reported yet.',
    description: 'When no running process is known.',
  },
  process: {
    id: 'overview.process',
    defaultMessage: '{roles}; version {version}, started {when}',
    description: 'What a process does: {roles} are names of commands, {when} is a time such as "3 minutes ago".',
  },
  processHeard: {
    id: 'overview.process.heard',
    defaultMessage: 'Last report {when}',
    description: 'Of a process that has gone silent. {when} is a time such as "3 minutes ago".',
  },
  processRuns: { id: 'overview.process.runs', defaultMessage: 'Works', description: 'State of a process.' },
  processStarts: { id: 'overview.process.starts', defaultMessage: 'Starting', description: 'State of a process.' },
  processFails: { id: 'overview.process.fails', defaultMessage: 'Failing', description: 'State of a process.' },
  processHangs: {
    id: 'overview.process.hangs',
    defaultMessage: 'Stuck',
    description: 'State of a process: it has not come back from what it does.',
  },
  processSilent: {
    id: 'overview.process.silent',
    defaultMessage: 'Silent',
    description: 'State of a process: it has not been heard of for a while.',
  },
  providers: {
    id: 'overview.providers',
    defaultMessage: 'Providers',
    description: 'Heading: how the accounts at Credly and Accredible are doing.',
  },
  providerWorks: {
    id: 'overview.provider.works',
    defaultMessage: 'Works',
    description: 'State of an account at Credly or Accredible.',
  },
  providerNotWorking: {
    id: 'overview.provider.not-working',
    defaultMessage: 'Does not work',
    description:
      'State of an account at Credly or Accredible: its newest test failed, and nothing has succeeded since.',
  },
  providerPaused: {
    id: 'overview.provider.paused',
    defaultMessage: 'Paused',
    description: 'State of an account at Credly or Accredible: it failed again and again.',
  },
  providerFailing: {
    id: 'overview.provider.failing',
    defaultMessage: 'Failing',
    description: 'State of an account at Credly or Accredible: the last calls failed.',
  },
  providerDue: {
    id: 'overview.provider.due',
    defaultMessage: '{count, plural, =0 {nothing due} other {# due}}',
    description: 'How many deliveries of an account are due.',
  },
  providerFailed: {
    id: 'overview.provider.failed',
    defaultMessage: '{count, plural, =0 {none failed permanently} other {# failed permanently}}',
    description: 'How many deliveries of an account failed and wait for an operator.',
  },
  keyExpires: {
    id: 'overview.provider.key-expires',
    defaultMessage: 'Its key expires on {date}',
    description: 'Below an account at Credly.',
  },
  keyExpired: {
    id: 'overview.provider.key-expired',
    defaultMessage: 'Its key expired on {date}',
    description: 'Below an account at Credly.',
  },
  noProvider: {
    id: 'overview.providers.none',
    defaultMessage: 'No account is connected. This site issues all badges itself.',
    description: 'When there is no account at Credly or Accredible.',
  },
  toConnections: {
    id: 'overview.providers.link',
    defaultMessage: 'All connections',
    description: 'Link to the page of accounts at Credly and Accredible.',
  },
  providerUntested: {
    id: 'overview.provider.untested',
    defaultMessage: 'Not tested yet',
    description: 'State of an account at Credly or Accredible: nothing was asked of it yet.',
  },
});

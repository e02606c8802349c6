import { defineMessages } from 'react-intl';

export const busText = defineMessages({
  title: { id: 'connections.bus', defaultMessage: 'Event bus', description: 'Heading.' },
  works: { id: 'connections.bus.works', defaultMessage: 'Works', description: 'State of the event bus.' },
  failing: {
    id: 'connections.bus.failing',
    defaultMessage: 'Partly failing',
    description: 'State of the event bus: it answers, but a process can’t read from it or write to it.',
  },
  failingTitle: {
    id: 'connections.bus.failing.title',
    defaultMessage: 'A process can’t read from the bus or write to it',
    description: 'Title of a warning.',
  },
  failingHelp: {
    id: 'connections.bus.failing.help',
    defaultMessage:
      'The bus itself is up. The overview shows which process is affected, and why. It retries automatically; nothing is lost.',
    description: 'What to do when a process can’t use the event bus.',
  },
  away: { id: 'connections.bus.away', defaultMessage: 'Not responding', description: 'State of the event bus.' },
  notConfigured: {
    id: 'connections.bus.not-configured',
    defaultMessage: 'Not connected',
    description: 'State of the event bus: none is set up.',
  },
  awayTitle: {
    id: 'connections.bus.away.title',
    defaultMessage: 'Events wait on the bus until it is back',
    description: 'Title of a warning.',
  },
  awayHelp: {
    id: 'connections.bus.away.help',
    defaultMessage:
      'Laurel retries automatically, and nothing is lost. Check that the bus is running and can be reached from here; its address is the setting EVENT_BUS_REDIS_CONNECTION_URL, or for Kafka EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS.',
    description: 'What to do when the event bus does not answer.',
  },
  notConfiguredHelp: {
    id: 'connections.bus.not-configured.help',
    defaultMessage:
      'No event bus is set up: events arrive through the HTTP inbox only. To read the bus of an Open edX site, set EVENT_BUS_REDIS_CONNECTION_URL or EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS and restart Laurel.',
    description: 'When no event bus is set up.',
  },
  topics: { id: 'connections.bus.topics', defaultMessage: 'Topics', description: 'What a table lists.' },
  missing: {
    id: 'connections.bus.topic.missing',
    defaultMessage: 'No message received yet',
    description: 'Said of a topic that does not exist at the bus: the first message makes it.',
  },
  messages: { id: 'connections.bus.messages', defaultMessage: 'Messages', description: 'Heading: how many are kept.' },
  unread: {
    id: 'connections.bus.unread',
    defaultMessage: 'Not read yet',
    description: 'Heading: messages that Laurel has not read yet.',
  },
  pending: {
    id: 'connections.bus.pending',
    defaultMessage: 'Being processed',
    description: 'Heading: messages that were read and are not finished.',
  },
  consumers: {
    id: 'connections.bus.consumers',
    defaultMessage: 'Consumers',
    description: 'Heading: how many processes read from the topic.',
  },
  partitions: {
    id: 'connections.bus.partitions',
    defaultMessage: 'Partitions',
    description: 'Heading: into how many partitions a topic of Kafka is divided.',
  },
  lastCommit: {
    id: 'connections.bus.last-commit',
    defaultMessage: 'Last committed position',
    description: 'Heading: when Laurel last stored how far it has processed a topic of Kafka.',
  },
  group: {
    id: 'connections.bus.group',
    defaultMessage: 'Consumer group',
    description: 'Heading: the name by which Laurel reads from the bus.',
  },
  inbox: { id: 'connections.bus.inbox', defaultMessage: 'HTTP inbox', description: 'Label.' },
  inboxOpen: {
    id: 'connections.bus.inbox.open',
    defaultMessage:
      '{count, plural, =0 {Open, nothing waiting} one {Open, # message waiting} other {Open, # messages waiting}}',
    description: 'State of the inbox that takes events over HTTP.',
  },
  inboxClosed: {
    id: 'connections.bus.inbox.closed',
    defaultMessage: 'Closed',
    description: 'State of the inbox that takes events over HTTP: it is not set up.',
  },
  signals: {
    id: 'connections.bus.signals',
    defaultMessage: 'Announcements',
    description: 'Label: signals about awarded and revoked badges, which Laurel sends to the bus.',
  },
  signalsOff: {
    id: 'connections.bus.signals.off',
    defaultMessage: 'Off',
    description: 'State of the announcements: none are made.',
  },
  signalsWaiting: {
    id: 'connections.bus.signals.waiting',
    defaultMessage: '{count, plural, =0 {All sent} one {# waiting to be sent} other {# waiting to be sent}}',
    description: 'How many announcements have not been sent yet.',
  },
});

import { defineMessages } from 'react-intl';

export const attentionText = defineMessages({
  heading: {
    id: 'overview.attention',
    defaultMessage: 'Needs attention',
    description: 'Heading of the list of what needs somebody.',
  },
  calm: {
    id: 'overview.attention.calm',
    defaultMessage: 'Nothing needs attention',
    description: 'In place of the list of what needs somebody, when there is nothing.',
  },
  calmHelp: {
    id: 'overview.attention.calm-help',
    defaultMessage: 'Events are being processed, and badges are being delivered.',
    description: 'Below "Nothing needs attention".',
  },
  parked: {
    id: 'overview.attention.parked',
    defaultMessage: '{count, plural, one {# message} other {# messages}} could not be processed',
    description: 'Something that needs somebody.',
  },
  parkedHelp: {
    id: 'overview.attention.parked-help',
    defaultMessage: 'They are kept, with the reason. Find out what is wrong, then retry or discard them.',
    description: 'What to do about messages that could not be processed.',
  },
  parkedLink: {
    id: 'overview.attention.parked-link',
    defaultMessage: 'Parked messages',
    description: 'Link to the page of messages that could not be processed.',
  },
  failed: {
    id: 'overview.attention.failed',
    defaultMessage: '{count, plural, one {# badge} other {# badges}} could not be delivered to {provider}',
    description: 'Something that needs somebody. {provider} is Credly or Accredible.',
  },
  failedHelp: {
    id: 'overview.attention.failed-help',
    defaultMessage: 'Deliveries of the account {account} failed permanently. Find out why, fix it, then retry them.',
    description: 'What to do about failed deliveries.',
  },
  failedLink: {
    id: 'overview.attention.failed-link',
    defaultMessage: 'See failed badges',
    description: 'Link to the list of badges whose delivery failed.',
  },
  paused: {
    id: 'overview.attention.paused',
    defaultMessage: 'Calls to {provider} are paused',
    description: 'Something that needs somebody. {provider} is Credly or Accredible.',
  },
  pausedHelp: {
    id: 'overview.attention.paused-help',
    defaultMessage:
      'The account {account} failed {count, plural, one {once} other {# times in a row}}. Laurel retries it from time to time; if that does not help, test the connection.',
    description: 'What to do about an account that is paused because it fails.',
  },
  pausedKeyHelp: {
    id: 'overview.attention.paused-key-help',
    defaultMessage: 'The provider rejects the key of the account {account}. Enter a new one.',
    description: 'What to do about an account that is paused because its API key is refused.',
  },
  notWorking: {
    id: 'overview.attention.not-working',
    defaultMessage: 'A connection to {provider} does not work',
    description: 'Something that needs somebody. {provider} is Credly or Accredible.',
  },
  notWorkingHelp: {
    id: 'overview.attention.not-working-help',
    defaultMessage:
      "The latest test, sync or delivery of the account {account} was refused. See the provider's response, correct the key or wait for the provider, then test it again.",
    description: 'What to do about an account whose newest test failed.',
  },
  connectionLink: {
    id: 'overview.attention.connection-link',
    defaultMessage: 'See the connection',
    description: 'Link to the page of an account at Credly or Accredible.',
  },
  keyExpires: {
    id: 'overview.attention.key-expires',
    defaultMessage: 'A key of {provider} expires soon',
    description: 'Something that needs somebody: an API key stops working before long.',
  },
  keyExpired: {
    id: 'overview.attention.key-expired',
    defaultMessage: 'A key of {provider} has expired',
    description: 'Something that needs somebody: an API key is too old.',
  },
  keyHelp: {
    id: 'overview.attention.key-help',
    defaultMessage: 'Create a new key for the account {account} at the provider, and enter it here.',
    description: 'What to do about an API key that expires.',
  },
  busAway: {
    id: 'overview.attention.bus-away',
    defaultMessage: 'The event bus is not responding',
    description: 'Something that needs somebody.',
  },
  busAwayHelp: {
    id: 'overview.attention.bus-away-help',
    defaultMessage:
      'No events arrive until it is back; nothing is lost. Check that Redis, or Kafka with its schema registry, is running and can be reached.',
    description: 'What to do about an event bus that does not answer.',
  },
  busLink: {
    id: 'overview.attention.bus-link',
    defaultMessage: 'Event bus',
    description: 'Link to the part of the page that tells how the event bus is doing.',
  },
  busUnread: {
    id: 'overview.attention.bus-unread',
    defaultMessage: 'Nothing reads the topic {topic}',
    description: 'Something that needs somebody. {topic} is the name of a topic of the event bus.',
  },
  busUnreadHelp: {
    id: 'overview.attention.bus-unread-help',
    defaultMessage:
      '{count, plural, one {# event is waiting} other {# events are waiting}}. Start a process that consumes events: “laurel run” or “laurel consume”.',
    description: 'What to do about a topic that nobody reads. The quoted words are commands and stay as they are.',
  },
  processFailing: {
    id: 'overview.attention.process-failing',
    defaultMessage: 'The process {process} can’t do its work',
    description: 'Something that needs somebody. {process} is a host and a process number.',
  },
  processFailingHelp: {
    id: 'overview.attention.process-failing-help',
    defaultMessage:
      'What fails is listed below, with the reason. It retries automatically; nothing is lost in the meantime.',
    description: 'What to do about a process whose work fails.',
  },
  processHangs: {
    id: 'overview.attention.process-hangs',
    defaultMessage: 'The process {process} is stuck',
    description: 'Something that needs somebody. {process} is a host and a process number.',
  },
  processHangsHelp: {
    id: 'overview.attention.process-hangs-help',
    defaultMessage: 'It has stopped making progress. Check its log, then restart it.',
    description: 'What to do about a process that hangs.',
  },
  processSilent: {
    id: 'overview.attention.process-silent',
    defaultMessage: 'The process {process} has stopped reporting',
    description: 'Something that needs somebody. {process} is a host and a process number.',
  },
  processSilentHelp: {
    id: 'overview.attention.process-silent-help',
    defaultMessage: 'It ended unexpectedly or is stuck, and no other process covers all of its roles. Restart it.',
    description: 'What to do about a process that has gone silent.',
  },
  processesLink: {
    id: 'overview.attention.processes-link',
    defaultMessage: 'Processes',
    description: 'Link to the part of the page that lists the running processes.',
  },
  eventsLost: {
    id: 'overview.attention.events-lost',
    defaultMessage: 'Events of the topic {topic} were lost',
    description: 'Something that needs somebody. {topic} is the name of a topic of the event bus.',
  },
  eventsLostHelp: {
    id: 'overview.attention.events-lost-help',
    defaultMessage:
      '{count, plural, =0 {The topic or its consumer group was deleted, perhaps with unread events} one {At least # event was removed before it was read} other {At least # events were removed before they were read}}. Find out who is affected, then acknowledge it.',
    description: 'What happened to events that are gone from the event bus, and what to do.',
  },
  gapsLink: {
    id: 'overview.attention.gaps-link',
    defaultMessage: 'Lost events',
    description: 'Link to the list of events that were gone from the event bus before they were processed.',
  },
  templateMistakes: {
    id: 'overview.attention.template-mistakes',
    defaultMessage: 'The active template {template} does not match the settings',
    description: 'Something that needs somebody. {template} is the id of a badge template.',
  },
  templateMistakesHelp: {
    id: 'overview.attention.template-mistakes-help',
    defaultMessage:
      '{count, plural, one {One thing is} other {# things are}} wrong with it, so it may never be awarded. See its page.',
    description: 'What to do about a template that does not fit the settings.',
  },
  templateLink: {
    id: 'overview.attention.template-link',
    defaultMessage: 'See the template',
    description: 'Link to the page of a badge template.',
  },
  moreTemplates: {
    id: 'overview.attention.more-templates',
    defaultMessage:
      '{count, plural, one {One more active template does} other {# more active templates do}} not match the settings',
    description: 'Something that needs somebody; follows a list of single templates.',
  },
  moreTemplatesHelp: {
    id: 'overview.attention.more-templates-help',
    defaultMessage: 'Often a single setting has changed, such as the event types or an account.',
    description: 'What to do about templates that do not fit the settings.',
  },
  templatesLink: {
    id: 'overview.attention.templates-link',
    defaultMessage: 'Templates',
    description: 'Link to the list of badge templates.',
  },
  noActive: {
    id: 'overview.attention.no-active',
    defaultMessage: 'No template is active',
    description: 'Something that needs somebody.',
  },
  noActiveHelp: {
    id: 'overview.attention.no-active-help',
    defaultMessage: 'Events have no effect until a template is active.',
    description: 'What to do when no badge template is active.',
  },
  signals: {
    id: 'overview.attention.signals',
    defaultMessage:
      '{count, plural, one {# announcement is waiting} other {# announcements are waiting}} for the event bus',
    description: 'Something that needs somebody: events about awards that were not sent yet.',
  },
  signalsHelp: {
    id: 'overview.attention.signals-help',
    defaultMessage:
      'The LMS does not learn about these badges until a process announces them. Start one with “laurel run”.',
    description: 'What to do about announcements that wait. The quoted words are a command and stay as they are.',
  },
  signalsHeld: {
    id: 'overview.attention.signals-held',
    defaultMessage: 'Announcements are waiting while {count, plural, one {# event is} other {# events are}} unread',
    description: 'Something to know: announcements of awards go out when the events before them are read.',
  },
  signalsHeldHelp: {
    id: 'overview.attention.signals-held-help',
    defaultMessage:
      'They would push unread events out of {topic}. They are sent automatically once those events are read; more consumers speed this up.',
    description: 'What to do about announcements that wait for events to be read. topic is a name and stays as it is.',
  },
  embedded: {
    id: 'overview.attention.embedded',
    defaultMessage: 'Laurel is using its embedded database',
    description: 'Something to know: the database that is for trying out.',
  },
  embeddedHelp: {
    id: 'overview.attention.embedded-help',
    defaultMessage:
      'It is meant for trying Laurel out. For anything that matters, set LAUREL_DATABASE_URL to a PostgreSQL database.',
    description: 'What to do about the embedded database. LAUREL_DATABASE_URL is a setting and stays as it is.',
  },
});

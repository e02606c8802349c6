import { defineMessages } from 'react-intl';

export const parkedText = defineMessages({
  title: {
    id: 'parked.title',
    defaultMessage: 'Parked messages',
    description: 'Title of the page that lists messages which could not be processed.',
  },
  oneLead: {
    id: 'parked.one.lead',
    defaultMessage: 'Why this message could not be processed, what is in it, and what you can do with it.',
    description: 'Below the title of the page of a parked message.',
  },
  lead: {
    id: 'parked.lead',
    defaultMessage:
      'Messages from the event bus that could not be processed. Each one is kept and holds up nothing else; retry it once the cause is fixed.',
    description: 'Below the title of the list of parked messages.',
  },
  all: { id: 'parked.filter.all', defaultMessage: 'All', description: 'Filter by reason: does not filter.' },
  byReason: {
    id: 'parked.filter.by-reason',
    defaultMessage: 'Filter by reason',
    description: 'Name of a group of filters.',
  },
  countedReason: {
    id: 'parked.filter.counted',
    defaultMessage: '{name} ({count, number})',
    description: 'A filter, with the number of messages that it leaves.',
  },
  message: { id: 'parked.column.message', defaultMessage: 'Message', description: 'Heading of a column.' },
  reason: { id: 'parked.column.reason', defaultMessage: 'Reason', description: 'Heading: why a message is parked.' },
  topic: { id: 'parked.column.topic', defaultMessage: 'Topic', description: 'Heading: the topic of the event bus.' },
  size: { id: 'parked.column.size', defaultMessage: 'Size', description: 'Heading: bytes of a message.' },
  parkedAt: { id: 'parked.column.parked-at', defaultMessage: 'Parked', description: 'Heading: when it was parked.' },
  retries: {
    id: 'parked.column.retries',
    defaultMessage: 'Retries',
    description: 'Heading: how often it was tried again.',
  },
  number: {
    id: 'parked.number',
    defaultMessage: 'Message {id}',
    description: 'Names a parked message by its number.',
  },
  namesNoType: {
    id: 'parked.names-no-type',
    defaultMessage: 'names no event type',
    description: 'In place of the event type, when the metadata of a message name none.',
  },
  nothingTitle: {
    id: 'parked.nothing.title',
    defaultMessage: 'No parked messages',
    description: 'Title when no message is parked. That is good news.',
  },
  nothing: {
    id: 'parked.nothing',
    defaultMessage:
      "Every message could be processed. One that can't be read or processed is kept here; nothing is lost.",
    description: 'When no message is parked.',
  },
  retryAll: {
    id: 'parked.retry-many',
    defaultMessage: '{count, plural, one {Retry # message} other {Retry # messages}}',
    description: 'Button: processes again all messages, or those of the reason that is filtered for.',
  },
  retryTitle: {
    id: 'parked.retry.title',
    defaultMessage: 'Retry messages',
    description: 'Title of a dialog.',
  },
  retryQuestion: {
    id: 'parked.retry.question',
    defaultMessage:
      '{count, plural, one {# message is} other {# messages are}} processed again, oldest first. Messages that can be processed now take effect as if they had arrived in time, and leave the list; the rest stay. An event that is processed twice changes nothing.',
    description: 'In the dialog, before messages are tried again.',
  },
  retryConfirm: {
    id: 'parked.retry.confirm',
    defaultMessage: 'Retry',
    description: 'Button: tries messages again.',
  },
  retry: { id: 'parked.retry-one', defaultMessage: 'Retry', description: 'Button: processes one message again.' },
  retriedWell: {
    id: 'parked.retry-one.done',
    defaultMessage: 'Message {id} has been processed.',
    description: 'After one message was tried again with success.',
  },
  retriedInVain: {
    id: 'parked.retry-one.in-vain',
    defaultMessage: "It still can't be processed",
    description: 'Title: one message was tried again without success.',
  },
  retriedInVainHelp: {
    id: 'parked.retry-one.in-vain-help',
    defaultMessage: 'The message was retried just now, and stays parked. The reason below is the latest one.',
    description: 'One message was tried again without success.',
  },
  discard: {
    id: 'parked.discard',
    defaultMessage: 'Discard',
    description: 'Button: removes a parked message for ever.',
  },
  discardTitle: {
    id: 'parked.discard.title',
    defaultMessage: 'Discard message {id}',
    description: 'Title of a dialog.',
  },
  discardQuestion: {
    id: 'parked.discard.question',
    defaultMessage:
      'The message is deleted permanently and not processed. The history records that it was here and why you discarded it; do not name anyone there.',
    description: 'In the dialog, before a message is discarded.',
  },
  discardConfirm: {
    id: 'parked.discard.confirm',
    defaultMessage: 'Discard permanently',
    description: 'Button: removes a parked message for ever.',
  },
  discarded: {
    id: 'parked.discard.done',
    defaultMessage: 'Message {id} has been discarded.',
    description: 'After a parked message was discarded.',
  },
  whyTitle: { id: 'parked.why.title', defaultMessage: 'Why it is here', description: 'Heading.' },
  adviceTitle: { id: 'parked.why.advice', defaultMessage: 'What to do', description: 'Heading.' },
  detail: {
    id: 'parked.why.detail',
    defaultMessage: 'Detail',
    description: 'Before a technical text of the program, in English, that says more of the reason.',
  },
  readableTitle: {
    id: 'parked.today.readable',
    defaultMessage: 'It can be processed now',
    description: 'Title: the cause why a message was parked is gone.',
  },
  readable: {
    id: 'parked.today.readable.help',
    defaultMessage: 'Retry it: it takes effect as if it had arrived in time.',
    description: 'What to do when the cause is gone.',
  },
  ignoredTitle: {
    id: 'parked.today.ignored',
    defaultMessage: 'It would be ignored now',
    description: 'Title: the message can be read by now, but is of no concern to Laurel.',
  },
  ignored: {
    id: 'parked.today.ignored.help',
    defaultMessage:
      'It can be read, but events of its type are not processed here. When retried, it leaves the list without any effect. If badges should depend on it, add the type to the setting BADGES_CONFIG.events first.',
    description: 'What to do with a message that is of no concern to Laurel.',
  },
  seemsTitle: { id: 'parked.seems.title', defaultMessage: 'Likely content', description: 'Heading.' },
  seemsNothing: {
    id: 'parked.seems.nothing',
    defaultMessage: 'Its content matches no event about a learner.',
    description: "When it can't be guessed what a message is.",
  },
  payload: {
    id: 'parked.seems.payload',
    defaultMessage: 'Payload',
    description: 'Heading of the content of an event.',
  },
  factsTitle: { id: 'parked.facts.title', defaultMessage: 'Where it came from', description: 'Heading.' },
  position: {
    id: 'parked.facts.position',
    defaultMessage: 'Position',
    description: 'Label: the id of the message in its topic.',
  },
  format: {
    id: 'parked.facts.format',
    defaultMessage: 'Format',
    description: 'Label: how the message is written, Avro or JSON.',
  },
  type: { id: 'parked.facts.type', defaultMessage: 'Event type', description: 'Label.' },
  retriedAt: {
    id: 'parked.facts.retried-at',
    defaultMessage: 'Last retry',
    description: 'Label: when the message was tried again the last time.',
  },
  metadataTitle: {
    id: 'parked.metadata.title',
    defaultMessage: 'Metadata',
    description: 'Heading: names and values that came with the message.',
  },
  metadataNone: {
    id: 'parked.metadata.none',
    defaultMessage: 'It has no metadata.',
    description: 'When a message has no metadata.',
  },
  metadataName: { id: 'parked.metadata.name', defaultMessage: 'Name', description: 'Heading of a column.' },
  metadataValue: { id: 'parked.metadata.value', defaultMessage: 'Value', description: 'Heading of a column.' },
  bodyTitle: { id: 'parked.body.title', defaultMessage: 'Body', description: 'Heading: the bytes of a message.' },
  bodyNone: { id: 'parked.body.none', defaultMessage: 'It has no body.', description: 'When a message has no body.' },
  bodyText: { id: 'parked.body.text', defaultMessage: 'Text', description: 'Shows the body of a message as text.' },
  bodyHex: {
    id: 'parked.body.hex',
    defaultMessage: 'Hexadecimal',
    description: 'Shows the body of a message byte by byte.',
  },
  bodyAs: {
    id: 'parked.body.as',
    defaultMessage: 'Show the body as',
    description: 'Name of the choice between text and hexadecimal.',
  },
  bodyNoText: {
    id: 'parked.body.no-text',
    defaultMessage: 'The bytes are not text.',
    description: 'Says why the body is only shown in hexadecimal.',
  },
  keptInPartTitle: {
    id: 'parked.kept-in-part',
    defaultMessage: 'Too large to keep in full',
    description: 'Title of a notice about a message of which only the beginning was kept.',
  },
  keptInPart: {
    id: 'parked.kept-in-part.help',
    defaultMessage:
      "Only the beginning was kept, so it can't be processed again. Find out what it was, then discard it.",
    description: 'About a message of which only the beginning was kept.',
  },
  sha256: {
    id: 'parked.facts.sha256',
    defaultMessage: 'SHA-256 of the whole body',
    description: 'A checksum by which the sender can find the message. SHA-256 is a name.',
  },
  bodyCut: {
    id: 'parked.body.cut',
    defaultMessage: 'The first {shown, number} of {size, number} bytes.',
    description: 'When only the beginning of the body is shown.',
  },
  retrySelected: {
    id: 'parked.retry-selected',
    defaultMessage: 'Retry selected',
    description: 'Button: processes the selected messages again.',
  },
  discardSelected: {
    id: 'parked.discard-selected',
    defaultMessage: 'Discard selected…',
    description: 'Button: removes the selected messages for ever, after asking.',
  },
  discardAll: {
    id: 'parked.discard-many',
    defaultMessage: '{count, plural, one {Discard # message…} other {Discard # messages…}}',
    description: 'Button: removes all messages, or those of the reason that is filtered for, after asking.',
  },
  discardManyTitle: {
    id: 'parked.discard-many.title',
    defaultMessage: '{count, plural, one {Discard # message} other {Discard # messages}}',
    description: 'Title of a dialog.',
  },
  discardManyQuestion: {
    id: 'parked.discard-many.question',
    defaultMessage:
      '{count, plural, one {# message is} other {# messages are}} deleted permanently and not processed. The history records that they were here and why you discarded them; do not name anyone there.',
    description: 'In the dialog, before messages are discarded.',
  },
  discardAcknowledge: {
    id: 'parked.discard-many.acknowledge',
    defaultMessage: 'Nobody needs these messages any more',
    description: 'What somebody ticks before many messages are removed for ever.',
  },
  learner: {
    id: 'parked.learner',
    defaultMessage: 'Learner',
    description: 'Label: whom a message seems to be about.',
  },
  course: {
    id: 'parked.course',
    defaultMessage: 'Course',
    description: 'Label: which course a message seems to be about.',
  },
  noSuch: {
    id: 'parked.no-such',
    defaultMessage: 'There is no such parked message',
    description: 'Title of the page, where the address names a message that is not parked, or not any more.',
  },
});

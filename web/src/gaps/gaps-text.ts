import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { Gap } from '../../../src/api/schemas/gaps.ts';

export const gapsText = defineMessages({
  title: {
    id: 'gaps.title',
    defaultMessage: 'Lost events',
    description: 'Title of the page that lists events which were gone from the event bus before they were processed.',
  },
  lead: {
    id: 'gaps.lead',
    defaultMessage:
      'Events that were removed from the event bus before Laurel processed them. Neither Laurel nor the platform can restore them. Use the times below to find out who is affected, and award badges manually.',
    description: 'Below the title of the list of lost events.',
  },
  onlyOpen: {
    id: 'gaps.only-open',
    defaultMessage: 'Not acknowledged only',
    description: 'Filter of the list of lost events.',
  },
  what: { id: 'gaps.column.what', defaultMessage: 'What happened', description: 'Heading of a column.' },
  lost: { id: 'gaps.column.lost', defaultMessage: 'Events lost', description: 'Heading of a column: how many.' },
  sent: {
    id: 'gaps.column.sent',
    defaultMessage: 'Sent',
    description: 'Heading of a column: between which times the lost events were sent.',
  },
  found: { id: 'gaps.column.found', defaultMessage: 'Found', description: 'Heading of a column: when it was noticed.' },
  acknowledged: {
    id: 'gaps.column.acknowledged',
    defaultMessage: 'Acknowledged',
    description: 'Heading of a column: when somebody said that it is seen to.',
  },
  notAcknowledged: {
    id: 'gaps.not-acknowledged',
    defaultMessage: 'Not yet',
    description: 'In the column "Acknowledged": nobody has said yet that it is seen to.',
  },
  exactly: { id: 'gaps.exactly', defaultMessage: '{count, number}', description: 'How many events were lost.' },
  atLeast: {
    id: 'gaps.at-least',
    defaultMessage: 'At least {count, number}',
    description: 'How many events were lost: so many or more.',
  },
  atMost: {
    id: 'gaps.at-most',
    defaultMessage: 'At most {count, number}',
    description: 'How many events were lost: so many or fewer.',
  },
  partition: {
    id: 'gaps.partition',
    defaultMessage: '{topic}, partition {partition, number}',
    description: 'A topic of the event bus and one of its partitions (a term of Apache Kafka).',
  },
  unknown: { id: 'gaps.unknown', defaultMessage: 'Unknown', description: 'How many, or when: not known.' },
  from: {
    id: 'gaps.from',
    defaultMessage: 'after',
    description: 'Stands before a date: events sent after it were lost.',
  },
  until: {
    id: 'gaps.until',
    defaultMessage: 'until',
    description: 'Stands before a date: events sent until then were lost.',
  },
  acknowledge: {
    id: 'gaps.acknowledge',
    defaultMessage: 'Acknowledge',
    description: 'Button: notes that lost events are seen to.',
  },
  acknowledgeGap: {
    id: 'gaps.acknowledge-gap',
    defaultMessage: 'Acknowledge gap {id}',
    description: 'The same button for screen readers. {id} is the number of the entry.',
  },
  acknowledgeAll: {
    id: 'gaps.acknowledge-all',
    defaultMessage: 'Acknowledge all',
    description: 'Button: notes that all lost events in the list are seen to.',
  },
  allQuestion: {
    id: 'gaps.acknowledge-all.question',
    defaultMessage:
      "The overview and “laurel doctor” no longer report them. They stay listed here. This can't be undone.",
    description: 'Asked before all lost events are acknowledged. The quoted words are a command and stay as they are.',
  },
  done: {
    id: 'gaps.acknowledged',
    defaultMessage:
      '{count, plural, =0 {It was acknowledged already.} one {# entry has been acknowledged.} other {# entries have been acknowledged.}}',
    description: 'Said after lost events were acknowledged.',
  },
  noneTitle: {
    id: 'gaps.none.title',
    defaultMessage: 'No event was lost',
    description: 'Heading where the list of lost events would be.',
  },
  none: {
    id: 'gaps.none',
    defaultMessage:
      'If events are removed from the event bus before they are processed, this page shows when they were sent and how many there were.',
    description: 'Where the list of lost events would be.',
  },
  noneOpenTitle: {
    id: 'gaps.none-open.title',
    defaultMessage: 'Everything is acknowledged',
    description: 'Heading where the list of lost events would be that nobody has acknowledged.',
  },
  noneOpen: {
    id: 'gaps.none-open',
    defaultMessage: 'All lost events have been acknowledged.',
    description: 'Where the list of lost events would be that nobody has acknowledged.',
  },
});

type ReasonTexts = Readonly<Record<Gap['reason'], MessageDescriptor>>;

export const reasonNames: ReasonTexts = defineMessages({
  trimmed: {
    id: 'gaps.reason.trimmed',
    defaultMessage: 'Trimmed before they were read',
    description: 'Why events were lost: the topic was full.',
  },
  deleted: {
    id: 'gaps.reason.deleted',
    defaultMessage: 'Deleted before they were read',
    description: 'Why events were lost: somebody deleted them.',
  },
  unfinished: {
    id: 'gaps.reason.unfinished',
    defaultMessage: 'Trimmed while being processed',
    description: 'Why events were lost: they were read, and gone before they were processed.',
  },
  group_gone: {
    id: 'gaps.reason.group-gone',
    defaultMessage: 'Consumer group deleted',
    description: 'Why events may be lost.',
  },
  topic_gone: {
    id: 'gaps.reason.topic-gone',
    defaultMessage: 'Topic deleted or replaced',
    description: 'Why events may be lost.',
  },
});

export const reasonAdvice: ReasonTexts = defineMessages({
  trimmed: {
    id: 'gaps.advice.trimmed',
    defaultMessage:
      'The topic was too short for the events that arrived while nothing was reading it. Let the platform keep more (EVENT_BUS_REDIS_STREAM_MAX_LEN), or run more consumers.',
    description: 'What to do about trimmed events. The name of the setting stays as it is.',
  },
  deleted: {
    id: 'gaps.advice.deleted',
    defaultMessage: 'Somebody deleted them in Redis (XDEL).',
    description: 'How events came to be deleted. XDEL is a command and stays as it is.',
  },
  unfinished: {
    id: 'gaps.advice.unfinished',
    defaultMessage: 'The process that had read them stopped, and they were trimmed before another one took over.',
    description: 'How events came to be lost in work.',
  },
  group_gone: {
    id: 'gaps.advice.group-gone',
    defaultMessage:
      'The group was created again and reads from the beginning of the topic, so usually nothing is lost.',
    description: 'What it means that a consumer group was deleted.',
  },
  topic_gone: {
    id: 'gaps.advice.topic-gone',
    defaultMessage:
      'The topic was deleted or evicted, or Redis restarted with older data. Make Redis keep its data: set maxmemory-policy to noeviction.',
    description: 'What to do about a topic that was gone. maxmemory-policy noeviction is a setting and stays as it is.',
  },
});

/** Where it means something else for a topic of Kafka. */
export const adviceOnKafka: Partial<ReasonTexts> = defineMessages({
  trimmed: {
    id: 'gaps.advice.trimmed-kafka',
    defaultMessage:
      'Kafka deleted them while nothing was reading. Let it keep events longer (retention.ms and retention.bytes of the topic), or run more consumers.',
    description:
      'What to do about events that Kafka deleted by age or size. The names of the settings stay as they are.',
  },
  topic_gone: {
    id: 'gaps.advice.topic-gone-kafka',
    defaultMessage:
      'The topic was deleted and created again, or Kafka lost its newest events in a failure. Laurel reads it from the beginning.',
    description: 'What it means that a topic of Kafka is another one than before.',
  },
});

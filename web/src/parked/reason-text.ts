import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';

/** A reason in words: what it is called, what has happened, and what to do about it. As docs/errors.md tells them. */
export interface ReasonText {
  readonly name: MessageDescriptor;
  readonly cause: MessageDescriptor;
  readonly advice: MessageDescriptor;
}

const names = defineMessages({
  missingHeader: {
    id: 'parked.reason.missing-header',
    defaultMessage: 'Metadata missing',
    description: 'Reason why a message is parked.',
  },
  invalidHeader: {
    id: 'parked.reason.invalid-header',
    defaultMessage: 'Metadata damaged',
    description: 'Reason why a message is parked.',
  },
  invalidTime: {
    id: 'parked.reason.invalid-time',
    defaultMessage: 'Time not valid',
    description: 'Reason why a message is parked.',
  },
  timeAhead: {
    id: 'parked.reason.time-ahead',
    defaultMessage: 'Time in the future',
    description: 'Reason why a message is parked: the time of the event lies in the future.',
  },
  missingBody: {
    id: 'parked.reason.missing-body',
    defaultMessage: 'Empty message',
    description: 'Reason why a message is parked: it has no payload.',
  },
  bodyTooLarge: {
    id: 'parked.reason.body-too-large',
    defaultMessage: 'Too large',
    description: 'Reason why a message is parked.',
  },
  unknownSchema: {
    id: 'parked.reason.unknown-schema',
    defaultMessage: 'Unknown version',
    description: 'Reason why a message is parked: a version of openedx-events wrote it that Laurel does not know.',
  },
  schemaMismatch: {
    id: 'parked.reason.schema-mismatch',
    defaultMessage: 'Content does not match',
    description: 'Reason why a message is parked: its payload does not fit the schema of its type.',
  },
  invalidJson: {
    id: 'parked.reason.invalid-json',
    defaultMessage: 'Not JSON',
    description: 'Reason why a message is parked.',
  },
  processingFailed: {
    id: 'parked.reason.processing-failed',
    defaultMessage: 'Processing failed',
    description: 'Reason why a message is parked.',
  },
  deliveredTooOften: {
    id: 'parked.reason.delivered-too-often',
    defaultMessage: 'Never finished',
    description: 'Reason why a message is parked: processes died again and again while they worked on it.',
  },
});

const causes = defineMessages({
  missingHeader: {
    id: 'parked.cause.missing-header',
    defaultMessage:
      'The type, id, source, time or version of the event is missing. Laurel does not invent them: with a made-up id, duplicates could not be recognized.',
    description: 'What has happened, for the reason "Metadata missing".',
  },
  invalidHeader: {
    id: 'parked.cause.invalid-header',
    defaultMessage:
      'A piece of metadata is repeated, empty, too long or not readable text. Either the sender is not openedx-events, or the message was damaged on its way.',
    description: 'What has happened, for the reason "Metadata damaged".',
  },
  invalidTime: {
    id: 'parked.cause.invalid-time',
    defaultMessage:
      "The time of the event is not a date and time with a time zone. The order of a learner's events depends on it, so Laurel does not guess.",
    description: 'What has happened, for the reason "Time not valid".',
  },
  timeAhead: {
    id: 'parked.cause.time-ahead',
    defaultMessage:
      "The time of the event is further ahead of the database's clock than LAUREL_FUTURE_TOLERANCE_SECONDS allows. If accepted, it would override every real event until then.",
    description: 'What has happened, for the reason "Ahead of its time".',
  },
  missingBody: {
    id: 'parked.cause.missing-body',
    defaultMessage: 'The message has the metadata of an event, but no payload.',
    description: 'What has happened, for the reason "Nothing inside".',
  },
  bodyTooLarge: {
    id: 'parked.cause.body-too-large',
    defaultMessage:
      'The payload is larger than 1 MiB; real events have a few kilobytes. It was not read, and only its beginning was kept.',
    description: 'What has happened, for the reason "Too large".',
  },
  unknownSchema: {
    id: 'parked.cause.unknown-schema',
    defaultMessage:
      'The message was written by a version of openedx-events that this version of Laurel does not know, or has a field that its version does not have. This happens after an upgrade of the platform; other events of this type and version will be parked, too.',
    description: 'What has happened, for the reason "Version not known".',
  },
  schemaMismatch: {
    id: 'parked.cause.schema-mismatch',
    defaultMessage:
      'The payload does not match the version that claims to have written it. Misread, it could lead to wrong badges, so Laurel does not guess.',
    description: 'What has happened, for the reason "Content does not fit".',
  },
  invalidJson: {
    id: 'parked.cause.invalid-json',
    defaultMessage: 'The event should be JSON in UTF-8, but is not.',
    description: 'What has happened, for the reason "Not JSON".',
  },
  processingFailed: {
    id: 'parked.cause.processing-failed',
    defaultMessage:
      'The message can be read, but storing the results failed every time: the database rejects one of its values, or it reveals a bug in Laurel. Nothing of it is stored.',
    description: 'What has happened, for the reason "Processing failed".',
  },
  deliveredTooOften: {
    id: 'parked.cause.delivered-too-often',
    defaultMessage:
      'One process after another died while working on this message alone. It was set aside to protect the others. Planned stops, restarts and database outages do not count.',
    description: 'What has happened, for the reason "Never finished".',
  },
});

const advices = defineMessages({
  findSender: {
    id: 'parked.advice.find-sender',
    defaultMessage:
      'Find out who sends such messages; the metadata below often helps. Have the event sent again, complete. Discard what is not an event.',
    description: 'What to do about a parked message.',
  },
  useUtc: {
    id: 'parked.advice.use-utc',
    defaultMessage:
      'Have the sender write UTC, such as 2026-11-22T10:27:28+00:00; openedx-events always does. Then have it sent again, and discard this one.',
    description: 'What to do about a parked message whose time is not valid.',
  },
  waitForTime: {
    id: 'parked.advice.wait-for-time',
    defaultMessage:
      "Check the clock of the server that sent it, and the database's clock. The detail says when a retry can process the message. If the time is clearly wrong, have the event sent again with the right one, and discard this one.",
    description: 'What to do about a parked message whose time lies in the future.',
  },
  tooLarge: {
    id: 'parked.advice.too-large',
    defaultMessage: "Find out what it is; the metadata below often helps. Then discard it: a retry can't process it.",
    description: 'What to do about a parked message that is too large.',
  },
  upgrade: {
    id: 'parked.advice.upgrade',
    defaultMessage:
      'Upgrade Laurel to a version that knows the new events, then retry all messages with this reason. They take effect as if they had arrived in time.',
    description: 'What to do about a parked message of an unknown version.',
  },
  fixSender: {
    id: 'parked.advice.fix-sender',
    defaultMessage:
      "The detail names the place. Usual causes are a platform with changed events or a custom sender. Correct it, and have the event sent again. Discard what can't be used.",
    description: 'What to do about a parked message whose payload does not fit.',
  },
  resend: {
    id: 'parked.advice.resend',
    defaultMessage: 'Correct the sender, have the event sent again, and discard this one.',
    description: 'What to do about a parked message that is not JSON.',
  },
  lookAndReport: {
    id: 'parked.advice.look-and-report',
    defaultMessage:
      'The detail is the error code of the database, or the kind of error. Look for something unusual in the payload. Retry after an upgrade; if nothing explains it, report the detail.',
    description: "What to do about a parked message that can't be processed.",
  },
  afterOutage: {
    id: 'parked.advice.after-outage',
    defaultMessage:
      'Look for processes that were killed at that time: memory, time limits. If that had another cause, retry the message. If a process dies because of it again, report it.',
    description: 'What to do about a parked message that was handed out too often.',
  },
});

/** Every reason in words, by its name in the API. */
export const reasonTexts: Readonly<Record<string, ReasonText>> = {
  missing_header: { name: names.missingHeader, cause: causes.missingHeader, advice: advices.findSender },
  invalid_header: { name: names.invalidHeader, cause: causes.invalidHeader, advice: advices.findSender },
  invalid_time: { name: names.invalidTime, cause: causes.invalidTime, advice: advices.useUtc },
  time_ahead: { name: names.timeAhead, cause: causes.timeAhead, advice: advices.waitForTime },
  missing_body: { name: names.missingBody, cause: causes.missingBody, advice: advices.findSender },
  body_too_large: { name: names.bodyTooLarge, cause: causes.bodyTooLarge, advice: advices.tooLarge },
  unknown_schema: { name: names.unknownSchema, cause: causes.unknownSchema, advice: advices.upgrade },
  schema_mismatch: { name: names.schemaMismatch, cause: causes.schemaMismatch, advice: advices.fixSender },
  invalid_json: { name: names.invalidJson, cause: causes.invalidJson, advice: advices.resend },
  processing_failed: { name: names.processingFailed, cause: causes.processingFailed, advice: advices.lookAndReport },
  delivered_too_often: {
    name: names.deliveredTooOften,
    cause: causes.deliveredTooOften,
    advice: advices.afterOutage,
  },
};

/** The words for a reason; undefined for one that these pages do not know yet. */
export function reasonTextOf(reason: string): ReasonText | undefined {
  return Object.hasOwn(reasonTexts, reason) ? reasonTexts[reason] : undefined;
}

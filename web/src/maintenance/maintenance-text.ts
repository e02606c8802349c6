import { defineMessages } from 'react-intl';
import type { MessageDescriptor } from 'react-intl';
import type { MaintenanceJob, PrunePreview } from '../../../src/api/schemas/maintenance.ts';

export const maintenanceText = defineMessages({
  title: {
    id: 'maintenance.title',
    defaultMessage: 'Maintenance',
    description: 'Title of the page on which old entries are removed and events are processed again.',
  },
  lead: {
    id: 'maintenance.lead',
    defaultMessage:
      'Process events again that are still on the event bus, and remove entries that need not be kept any longer.',
    description: 'Below the title of the maintenance page.',
  },
  replay: {
    id: 'maintenance.replay',
    defaultMessage: 'Process events again',
    description: 'Title of the section about a replay of events from the event bus.',
  },
  replayLead: {
    id: 'maintenance.replay.lead',
    defaultMessage:
      'For events that arrived while Laurel was configured differently, or whose effect was lost with a restored database. Laurel reads them again alongside its normal work; consumer positions do not change.',
    description: 'What a replay is for.',
  },
  from: { id: 'maintenance.from', defaultMessage: 'From', description: 'Field: the first moment of a replay.' },
  fromHelp: {
    id: 'maintenance.from.help',
    defaultMessage: 'When events came to the bus, in your time zone',
    description: 'Below the field "From".',
  },
  fromMissing: {
    id: 'maintenance.from.missing',
    defaultMessage: 'Choose a start time.',
    description: 'Mistake: the field "From" is empty.',
  },
  until: { id: 'maintenance.until', defaultMessage: 'Until', description: 'Field: the last moment of a replay.' },
  untilHelp: {
    id: 'maintenance.until.help',
    defaultMessage: 'Now, when left empty',
    description: 'Below the field "Until".',
  },
  preview: {
    id: 'maintenance.preview',
    defaultMessage: 'Check events',
    description: 'Button: counts the events of a replay. Nothing is processed by it.',
  },
  replayTitle: {
    id: 'maintenance.replay.title',
    defaultMessage: 'Process these events again?',
    description: 'Title of a dialog.',
  },
  replayStart: {
    id: 'maintenance.replay.start',
    defaultMessage: 'Process them again',
    description: 'Button that starts a replay.',
  },
  replayConsequences: {
    id: 'maintenance.replay.consequences',
    defaultMessage:
      "They are processed with today's templates and settings. Events that were processed before change nothing. Events that were missed can award and revoke badges: providers then message learners, and other services are notified.",
    description: 'What a replay can do, before it is confirmed.',
  },
  replayNothing: {
    id: 'maintenance.replay.nothing',
    defaultMessage: 'No events from this period are left on the bus. Choose another period.',
    description: 'In the dialog of a replay: there is nothing to read.',
  },
  about: {
    id: 'maintenance.about',
    defaultMessage: 'About {count, plural, one {# message} other {# messages}}',
    description: 'How many messages of a topic a replay would read.',
  },
  atLeast: {
    id: 'maintenance.at-least',
    defaultMessage: 'At least {count, plural, one {# message} other {# messages}}',
    description: 'How many messages of a topic a replay would read; counting was given up.',
  },
  oldest: {
    id: 'maintenance.oldest',
    defaultMessage: 'The oldest event there is from',
    description: 'Stands before a date: when the oldest message of a topic came.',
  },
  empty: { id: 'maintenance.empty', defaultMessage: 'Nothing there.', description: 'Of a topic of the event bus.' },
  prune: {
    id: 'maintenance.prune',
    defaultMessage: 'Remove old entries',
    description: 'Title of the section about removing old entries.',
  },
  pruneLead: {
    id: 'maintenance.prune.lead',
    defaultMessage:
      'Laurel does this automatically once a day. Progress, badges and their explanations, the history of templates, and parked messages are always kept. Settings control how long the rest is kept.',
    description: 'What is removed and what is not.',
  },
  kept: {
    id: 'maintenance.kept',
    defaultMessage: 'Kept for {days, plural, one {# day} other {# days}}',
    description: 'How long entries are kept; the date since when follows in brackets.',
  },
  keptForEver: {
    id: 'maintenance.kept-for-ever',
    defaultMessage: 'Kept permanently',
    description: 'How long entries are kept.',
  },
  older: {
    id: 'maintenance.older',
    defaultMessage: '{count, plural, =0 {None is older.} one {# entry is older.} other {# entries are older.}}',
    description: 'How many entries are older than they are kept.',
  },
  pruneNothing: {
    id: 'maintenance.prune.nothing',
    defaultMessage: 'There is nothing to remove.',
    description: 'Nothing is older than it is kept.',
  },
  pruneAdmins: {
    id: 'maintenance.prune.admins',
    defaultMessage: 'Admins can remove it now.',
    description: 'To an operator, who may not.',
  },
  pruneNow: {
    id: 'maintenance.prune.now',
    defaultMessage: 'Remove {count, plural, one {# entry} other {# entries}}',
    description: 'Button that removes old entries.',
  },
  pruneTitle: {
    id: 'maintenance.prune.title',
    defaultMessage: 'Remove old entries permanently?',
    description: 'Title of a dialog.',
  },
  pruneQuestion: {
    id: 'maintenance.prune.question',
    defaultMessage: 'They can’t be restored. Back up the database first if you want to keep them.',
    description: 'In the dialog that asks before old entries are removed.',
  },
  jobs: {
    id: 'maintenance.jobs',
    defaultMessage: 'Jobs started by people',
    description: 'Title of the list of what was started on this page.',
  },
  jobsNoneTitle: {
    id: 'maintenance.jobs.none.title',
    defaultMessage: 'No jobs yet',
    description: 'The list of what was started is empty.',
  },
  jobsNone: {
    id: 'maintenance.jobs.none',
    defaultMessage: 'What you start here continues when you leave the page, and even when a Laurel process stops.',
    description: 'The list of what was started is empty: what would be in it.',
  },
  what: { id: 'maintenance.column.what', defaultMessage: 'Job', description: 'Heading of a column.' },
  state: { id: 'maintenance.column.state', defaultMessage: 'State', description: 'Heading of a column.' },
  result: {
    id: 'maintenance.column.result',
    defaultMessage: 'So far',
    description: 'Heading of a column: what it did.',
  },
  asked: { id: 'maintenance.column.asked', defaultMessage: 'Started', description: 'Heading of a column: when.' },
  stop: { id: 'maintenance.stop', defaultMessage: 'Stop', description: 'Button: what is under way ends soon.' },
  stopOne: {
    id: 'maintenance.stop-one',
    defaultMessage: 'Stop: {job}',
    description: 'The button "Stop" for screen readers, with what it stops.',
  },
  stopping: {
    id: 'maintenance.stopping',
    defaultMessage: 'Stopping',
    description: 'State: somebody has asked it to stop.',
  },
});

const kinds = defineMessages({
  history: {
    id: 'maintenance.kind.history',
    defaultMessage: 'History of learners',
    description: 'What is removed when it is old.',
  },
  audit: {
    id: 'maintenance.kind.audit',
    defaultMessage: 'Changes by people (audit)',
    description: 'What is removed when it is old.',
  },
  jobs: {
    id: 'maintenance.kind.jobs',
    defaultMessage: 'Finished jobs and acknowledged gaps',
    description: 'What is removed when it is old.',
  },
  images: {
    id: 'maintenance.kind.images',
    defaultMessage: 'Uploaded images that nothing uses',
    description: 'What is removed when it is old.',
  },
});

export const kindNames: Readonly<Record<PrunePreview['kinds'][number]['kind'], MessageDescriptor>> = kinds;

const jobs = defineMessages({
  prune: { id: 'maintenance.job.prune', defaultMessage: 'Removing old entries', description: 'A job.' },
  replay: { id: 'maintenance.job.replay', defaultMessage: 'Processing events again', description: 'A job.' },
  retry_parked: {
    id: 'maintenance.job.retry-parked',
    defaultMessage: 'Retrying parked messages',
    description: 'A job.',
  },
  discard_parked: {
    id: 'maintenance.job.discard-parked',
    defaultMessage: 'Discarding parked messages',
    description: 'A job.',
  },
  award: { id: 'maintenance.job.award', defaultMessage: 'Awarding a badge to many', description: 'A job.' },
  revoke: { id: 'maintenance.job.revoke', defaultMessage: 'Revoking badges of many', description: 'A job.' },
});

export const jobNames: Readonly<Record<MaintenanceJob['kind'], MessageDescriptor>> = jobs;

const states = defineMessages({
  running: { id: 'maintenance.state.running', defaultMessage: 'Running', description: 'State of a job.' },
  done: { id: 'maintenance.state.done', defaultMessage: 'Done', description: 'State of a job.' },
  stopped: { id: 'maintenance.state.stopped', defaultMessage: 'Stopped', description: 'State of a job.' },
  failed: { id: 'maintenance.state.failed', defaultMessage: 'Failed', description: 'State of a job.' },
});

export const stateNames: Readonly<Record<MaintenanceJob['state'], MessageDescriptor>> = states;

const figures = defineMessages({
  read: {
    id: 'maintenance.figure.read',
    defaultMessage: '{count, plural, one {# message read} other {# messages read}}',
    description: 'Of a replay, so far.',
  },
  left: {
    id: 'maintenance.figure.left',
    defaultMessage: '{count, plural, one {# message left in this topic} other {# messages left in this topic}}',
    description: 'Of a replay that is under way.',
  },
  awarded: {
    id: 'maintenance.figure.awarded',
    defaultMessage: '{count, plural, one {# badge awarded} other {# badges awarded}}',
    description: 'Of a replay, so far.',
  },
  revoked: {
    id: 'maintenance.figure.revoked',
    defaultMessage: '{count, plural, one {# badge revoked} other {# badges revoked}}',
    description: 'Of a replay, so far.',
  },
  parked: {
    id: 'maintenance.figure.parked',
    defaultMessage: '{count, plural, one {# message parked} other {# messages parked}}',
    description: 'Of a replay, so far.',
  },
  history: {
    id: 'maintenance.figure.history',
    defaultMessage: '{count, plural, one {# history entry removed} other {# history entries removed}}',
    description: 'Of removing what is old, so far.',
  },
  audit: {
    id: 'maintenance.figure.audit',
    defaultMessage: '{count, plural, one {# audit entry removed} other {# audit entries removed}}',
    description: 'Of removing what is old, so far.',
  },
  jobs: {
    id: 'maintenance.figure.jobs',
    defaultMessage: '{count, plural, one {# finished job or gap removed} other {# finished jobs and gaps removed}}',
    description: 'Of removing what is old, so far.',
  },
  images: {
    id: 'maintenance.figure.images',
    defaultMessage: '{count, plural, one {# unused image removed} other {# unused images removed}}',
    description: 'Of removing what is old, so far.',
  },
});

/** What a job tells of itself, in this order. */
export const figureTexts: readonly (readonly [name: string, text: MessageDescriptor])[] = Object.entries(figures);

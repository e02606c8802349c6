import { defineMessages } from 'react-intl';

/** What stands in the details of an entry of the history. */
export const historyDetailsText = defineMessages({
  details: {
    id: 'shared.history.details',
    defaultMessage: 'Details',
    description: 'Opens the details of an entry of the history.',
  },
  event: { id: 'shared.history.event', defaultMessage: 'Event', description: 'Label: the id of an event.' },
  eventSource: {
    id: 'shared.history.event-source',
    defaultMessage: 'Sent by',
    description: 'Label: where an event came from.',
  },
  eventTime: {
    id: 'shared.history.event-time',
    defaultMessage: 'Happened',
    description: 'Label: the time that an event tells of itself.',
  },
  recorded: {
    id: 'shared.history.recorded',
    defaultMessage: 'Recorded',
    description: 'Label: when Laurel noted what happened; lists are sorted by it.',
  },
  noEvent: {
    id: 'shared.history.no-event',
    defaultMessage: 'No event caused this.',
    description: 'In the details of an entry of the history.',
  },
  penalty: { id: 'shared.history.penalty', defaultMessage: 'Penalty', description: 'Label: the id of a penalty.' },
  values: {
    id: 'shared.history.values',
    defaultMessage: 'Values that the rules read',
    description: 'Label: which values of the event the rules looked at.',
  },
  version: {
    id: 'shared.history.version',
    defaultMessage: 'Version of the rules',
    description: 'Label: by which version of the rules of the template it was judged.',
  },
  badge: { id: 'shared.history.badge', defaultMessage: 'Badge', description: 'Label: before a link to a badge.' },
  openBadge: {
    id: 'shared.history.open-badge',
    defaultMessage: 'Open the badge',
    description: 'Link to the page of a badge.',
  },
  eventId: {
    id: 'shared.history.event-id',
    defaultMessage: 'ID of the event',
    description: 'Label, and name of a button that copies it.',
  },
  externalId: {
    id: 'shared.history.external-id',
    defaultMessage: 'ID at the provider',
    description: 'Label, and name of a button that copies it.',
  },
  attempt: {
    id: 'shared.history.attempt',
    defaultMessage: 'Attempt',
    description: 'Label: the how manieth attempt it was to bring a badge to its provider.',
  },
  topic: {
    id: 'shared.history.topic',
    defaultMessage: 'Topic',
    description: 'Label: the topic of the event bus from which a message came.',
  },
  position: {
    id: 'shared.history.position',
    defaultMessage: 'Position in the topic',
    description: 'Label: where in its topic a message was.',
  },
  issuedBadges: {
    id: 'shared.history.issued-badges',
    defaultMessage: 'Badges issued before',
    description: 'Label: what became of them when a template moved.',
  },
  issuedStay: {
    id: 'shared.history.issued-stay',
    defaultMessage: 'They stay where they were issued: {issued, plural, one {# badge} other {# badges}}.',
    description: 'What became of badges when their template moved.',
  },
  issuedMove: {
    id: 'shared.history.issued-move',
    defaultMessage: 'They are issued at the new place as well: {issued, plural, one {# badge} other {# badges}}.',
    description: 'What became of badges when their template moved.',
  },
  fieldName: {
    id: 'shared.history.field.name',
    defaultMessage: 'name',
    description: 'A part of a badge template, in a list.',
  },
  fieldDescription: {
    id: 'shared.history.field.description',
    defaultMessage: 'description',
    description: 'A part of a badge template, in a list.',
  },
  fieldImage: {
    id: 'shared.history.field.image',
    defaultMessage: 'image',
    description: 'A part of a badge template, in a list.',
  },
  fieldHolder: {
    id: 'shared.history.field.holder',
    defaultMessage: 'where it is issued',
    description: 'A part of a badge template, in a list: who holds its badges.',
  },
  fieldAchievement: {
    id: 'shared.history.field.achievement',
    defaultMessage: 'what the badge says',
    description: 'A part of a badge template, in a list: criteria, tags and the like.',
  },
  fieldActive: {
    id: 'shared.history.field.active',
    defaultMessage: 'whether it is active',
    description: 'A part of a badge template, in a list.',
  },
  fieldRequirements: {
    id: 'shared.history.field.requirements',
    defaultMessage: 'requirements',
    description: 'A part of a badge template, in a list.',
  },
  fieldPenalties: {
    id: 'shared.history.field.penalties',
    defaultMessage: 'penalties',
    description: 'A part of a badge template, in a list.',
  },
});

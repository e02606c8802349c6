import { defineMessages } from 'react-intl';

export const explanationText = defineMessages({
  met: {
    id: 'shared.explanation.met',
    defaultMessage: 'Met',
    description: 'State of a group of requirements: the learner meets it.',
  },
  notMet: {
    id: 'shared.explanation.not-met',
    defaultMessage: 'Not met yet',
    description: 'State of a group of requirements: the learner does not meet it.',
  },
  any: {
    id: 'shared.explanation.any',
    defaultMessage: 'Any one of these is enough',
    description: 'Above requirements that can stand in for one another.',
  },
  fulfilled: {
    id: 'shared.explanation.fulfilled',
    defaultMessage: 'Fulfilled',
    description: 'State of a requirement: a matching event has come.',
  },
  reset: {
    id: 'shared.explanation.reset',
    defaultMessage: 'Reset',
    description: 'State of a requirement: it was fulfilled, and a penalty has taken that away.',
  },
  open: {
    id: 'shared.explanation.open',
    defaultMessage: 'Open',
    description: 'State of a requirement: no matching event has come.',
  },
  openHelp: {
    id: 'shared.explanation.open-help',
    defaultMessage: 'No matching event has arrived yet.',
    description: 'Why a requirement is not fulfilled.',
  },
  onRecord: {
    id: 'shared.explanation.on-record',
    defaultMessage:
      'A matching event arrived {when} and is recorded for {template}. It does not count here: at that time this template was not active, or had other rules.',
    description:
      'Why a requirement is not fulfilled. {when} is a date and time, {template} a link to another template.',
  },
  onRecordUncounted: {
    id: 'shared.explanation.on-record-uncounted',
    defaultMessage:
      'An event that fits came {when}. It does not count here: this template was not active, or had other rules, when it came.',
    description: 'Why a requirement is not fulfilled. {when} is a date and time.',
  },
  nearest: {
    id: 'shared.explanation.nearest',
    defaultMessage: 'The nearest event that did not match: “{event}”, {when}',
    description:
      'Above the data rules of a requirement that is not met. {event} is the name of an event type, {when} a date and time.',
  },
  noneNear: {
    id: 'shared.explanation.none-near',
    defaultMessage: 'No event of this kind that did not match is on record for this learner.',
    description: 'Below a requirement that is not met: there is no event to show why.',
  },
  asNeeded: {
    id: 'shared.explanation.as-needed',
    defaultMessage: '{path}: {found}, as needed',
    description: 'A data rule that holds. {path} is what it looks at, such as "Passed", {found} what the event said.',
  },
  needed: {
    id: 'shared.explanation.needed',
    defaultMessage: '{path}: {found}, needed {wanted}',
    description:
      'A data rule that does not hold. {path} is what it looks at, such as "Passed", {found} what the event said, {wanted} what it should have said.',
  },
  neededNot: {
    id: 'shared.explanation.needed-not',
    defaultMessage: '{path}: {found}, needed anything but {wanted}',
    description:
      'A data rule that does not hold. {path} is what it looks at, {found} what the event said, {wanted} what it should not have said.',
  },
  notTold: {
    id: 'shared.explanation.not-told',
    defaultMessage: 'not told',
    description: 'In the place of a value that an event does not have, as in "Mode: not told, needed verified".',
  },
  holds: {
    id: 'shared.explanation.holds',
    defaultMessage: 'holds',
    description: 'Said by screen readers before a data rule that holds.',
  },
  holdsNot: {
    id: 'shared.explanation.holds-not',
    defaultMessage: 'does not hold',
    description: 'Said by screen readers before a data rule that does not hold.',
  },
  fulfilledBy: {
    id: 'shared.explanation.fulfilled-by',
    defaultMessage: 'By the event “{event}”, {when}',
    description: 'What fulfilled a requirement. {event} is the name of an event type, {when} a date and time.',
  },
  resetByHand: {
    id: 'shared.explanation.reset-by-hand',
    defaultMessage: 'Somebody reset it manually, {when}. Only later events count.',
    description: 'Why a requirement is not fulfilled any more. {when} is a date and time.',
  },
  resetBy: {
    id: 'shared.explanation.reset-by',
    defaultMessage: 'The penalty “{penalty}” reset it by the event “{event}”, {when}',
    description:
      'What took a fulfillment away. {penalty} says which events it matches, {event} the name of an event type, {when} a date and time.',
  },
  olderRules: {
    id: 'shared.explanation.older-rules',
    defaultMessage: 'Earlier rules applied (version {version}).',
    description: 'When the template has been edited since.',
  },
  details: {
    id: 'shared.explanation.details',
    defaultMessage: 'Full evidence',
    description: 'Opens the event and the rules that a requirement rests on.',
  },
  ratio: {
    id: 'shared.explanation.ratio',
    defaultMessage: '{met} of {groups, plural, one {# group} other {# groups}} met',
    description: 'How far a learner is: so many of the groups of requirements are met.',
  },
  wouldMeet: {
    id: 'shared.explanation.would-meet',
    defaultMessage: 'To meet it: {what}.',
    description: 'Below a requirement that is not met. {what} is such as "passing the course X".',
  },
});

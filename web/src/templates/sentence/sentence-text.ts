import { defineMessages } from 'react-intl';

export const sentenceText = defineMessages({
  nothing: {
    id: 'templates.sentence.nothing',
    defaultMessage: 'Nobody can earn it yet: it has no requirements.',
    description: 'What a badge takes, when it has no requirements.',
  },
  by: {
    id: 'templates.sentence.by',
    defaultMessage: 'A learner earns the badge by {ways}.',
    description:
      'What a badge takes, with one group. {ways} is a list joined by "or", of phrases such as "passing the course X".',
  },
  all: {
    id: 'templates.sentence.all',
    defaultMessage:
      '{count, plural, one {A learner earns the badge when this is met:} =2 {A learner earns the badge when both of these are met:} other {A learner earns the badge when all # of these are met:}}',
    description: 'Before a list of groups, all of which must be met.',
  },
  stays: {
    id: 'templates.sentence.stays',
    defaultMessage: 'Once earned, it stays: nothing revokes it automatically.',
    description: 'When a template has no penalties.',
  },
  lostBy: {
    id: 'templates.sentence.lost-by',
    defaultMessage: '{count, plural, one {This revokes it:} other {Each of these revokes it:}}',
    description: 'Before a list of penalties.',
  },
  lost: {
    id: 'templates.sentence.lost',
    defaultMessage: '{way}, which resets {requirements}',
    description:
      'A penalty. {way} is a phrase such as "no longer passing the course X", {requirements} a list of names.',
  },
  lostNothing: {
    id: 'templates.sentence.lost-nothing',
    defaultMessage: '{way}, which resets nothing yet',
    description:
      'A penalty to which no requirement is linked yet. {way} is a phrase such as "no longer passing the course X".',
  },
  alternatives: {
    id: 'templates.sentence.alternatives',
    defaultMessage: 'Where there are alternatives, the badge stays as long as one of them is still fulfilled.',
    description: 'Below penalties, when a group has several requirements.',
  },
  forGood: {
    id: 'templates.sentence.for-good',
    defaultMessage: 'A revoked badge never comes back, even if everything is met again.',
    description: 'Below penalties: what losing a badge means.',
  },
  quoted: {
    id: 'templates.sentence.quoted',
    defaultMessage: '“{text}”',
    description: 'The name of a requirement, in the quotation marks of the language.',
  },
});

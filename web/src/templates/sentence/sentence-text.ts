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
    defaultMessage: 'Once earned, it stays: nothing takes it away by itself.',
    description: 'When a template has no penalties.',
  },
  lostBy: {
    id: 'templates.sentence.lost-by',
    defaultMessage: '{count, plural, one {This takes it away again:} other {Each of these takes it away again:}}',
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
    defaultMessage: 'Where there is a choice, the badge stays as long as another way is still fulfilled.',
    description: 'Below penalties, when a group has several requirements.',
  },
  forGood: {
    id: 'templates.sentence.for-good',
    defaultMessage: 'A badge that was taken away never comes back, even if everything is met again.',
    description: 'Below penalties: what losing a badge means.',
  },
  passing: {
    id: 'templates.sentence.passing',
    defaultMessage: 'passing the course {course}',
    description: 'A way to earn a badge; part of a sentence.',
  },
  failing: {
    id: 'templates.sentence.failing',
    defaultMessage: 'no longer passing the course {course}',
    description: 'A way to lose a badge; part of a sentence.',
  },
  passingAny: {
    id: 'templates.sentence.passing-any',
    defaultMessage: 'passing any course',
    description: 'A way to earn a badge; part of a sentence.',
  },
  failingAny: {
    id: 'templates.sentence.failing-any',
    defaultMessage: 'no longer passing any one course',
    description: 'A way to lose a badge, when a learner stops passing whichever course; part of a sentence.',
  },
  passingCcx: {
    id: 'templates.sentence.passing-ccx',
    defaultMessage: 'passing the custom course {course}',
    description: 'A way to earn a badge; part of a sentence. Custom courses are CCX, coached copies of a course.',
  },
  failingCcx: {
    id: 'templates.sentence.failing-ccx',
    defaultMessage: 'no longer passing the custom course {course}',
    description: 'A way to lose a badge; part of a sentence.',
  },
  passingCcxOf: {
    id: 'templates.sentence.passing-ccx-of',
    defaultMessage: 'passing any custom course made from {course}',
    description: 'A way to earn a badge; part of a sentence.',
  },
  failingCcxOf: {
    id: 'templates.sentence.failing-ccx-of',
    defaultMessage: 'no longer passing a custom course made from {course}',
    description: 'A way to lose a badge; part of a sentence.',
  },
  passingAnyCcx: {
    id: 'templates.sentence.passing-any-ccx',
    defaultMessage: 'passing any custom course',
    description: 'A way to earn a badge; part of a sentence.',
  },
  failingAnyCcx: {
    id: 'templates.sentence.failing-any-ccx',
    defaultMessage: 'no longer passing any one custom course',
    description: 'A way to lose a badge; part of a sentence.',
  },
  anyEvent: {
    id: 'templates.sentence.any-event',
    defaultMessage: 'any event “{event}”',
    description: 'A condition without data rules; part of a sentence. {event} is the name of an event type.',
  },
  eventWith: {
    id: 'templates.sentence.event-with',
    defaultMessage: 'an event “{event}” in which {rules}',
    description:
      'A condition; part of a sentence. {event} is the name of an event type, {rules} a list such as "mode is verified and is_active is true".',
  },
  ruleIs: {
    id: 'templates.sentence.rule-is',
    defaultMessage: '{path} is {value}',
    description: 'A data rule; part of a sentence.',
  },
  ruleIsNot: {
    id: 'templates.sentence.rule-is-not',
    defaultMessage: '{path} is not {value}',
    description: 'A data rule; part of a sentence.',
  },
  quoted: {
    id: 'templates.sentence.quoted',
    defaultMessage: '“{text}”',
    description: 'The name of a requirement, in the quotation marks of the language.',
  },
  missing: {
    id: 'templates.sentence.missing',
    defaultMessage: '(not chosen yet)',
    description: 'In place of a value that has not been entered yet; part of a sentence.',
  },
});

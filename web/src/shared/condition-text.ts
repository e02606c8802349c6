import { defineMessages } from 'react-intl';

export const conditionText = defineMessages({
  anyEvent: {
    id: 'shared.condition.sentence.any-event',
    defaultMessage: 'any event “{event}”',
    description: 'A condition without data rules; part of a sentence. {event} is the name of an event type.',
  },
  eventWith: {
    id: 'shared.condition.sentence.event-with',
    defaultMessage: 'an event “{event}” in which {rules}',
    description:
      'A condition; part of a sentence. {event} is the name of an event type, {rules} a list such as "mode is verified and is_active is true".',
  },
  failing: {
    id: 'shared.condition.sentence.failing',
    defaultMessage: 'no longer passing the course {course}',
    description: 'A way to lose a badge; part of a sentence.',
  },
  failingAny: {
    id: 'shared.condition.sentence.failing-any',
    defaultMessage: 'losing a passing status in any course',
    description: 'A way to lose a badge, when a learner stops passing whichever course; part of a sentence.',
  },
  failingAnyCcx: {
    id: 'shared.condition.sentence.failing-any-ccx',
    defaultMessage: 'losing a passing status in any custom course',
    description: 'A way to lose a badge; part of a sentence.',
  },
  failingCcx: {
    id: 'shared.condition.sentence.failing-ccx',
    defaultMessage: 'no longer passing the custom course {course}',
    description: 'A way to lose a badge; part of a sentence.',
  },
  failingCcxOf: {
    id: 'shared.condition.sentence.failing-ccx-of',
    defaultMessage: 'no longer passing a custom course made from {course}',
    description: 'A way to lose a badge; part of a sentence.',
  },
  missing: {
    id: 'shared.condition.sentence.missing',
    defaultMessage: '(not chosen yet)',
    description: 'In place of a value that has not been entered yet; part of a sentence.',
  },
  passing: {
    id: 'shared.condition.sentence.passing',
    defaultMessage: 'passing the course {course}',
    description: 'A way to earn a badge; part of a sentence.',
  },
  passingAny: {
    id: 'shared.condition.sentence.passing-any',
    defaultMessage: 'passing any course',
    description: 'A way to earn a badge; part of a sentence.',
  },
  passingAnyCcx: {
    id: 'shared.condition.sentence.passing-any-ccx',
    defaultMessage: 'passing any custom course',
    description: 'A way to earn a badge; part of a sentence.',
  },
  passingCcx: {
    id: 'shared.condition.sentence.passing-ccx',
    defaultMessage: 'passing the custom course {course}',
    description: 'A way to earn a badge; part of a sentence. Custom courses are CCX, coached copies of a course.',
  },
  passingCcxOf: {
    id: 'shared.condition.sentence.passing-ccx-of',
    defaultMessage: 'passing any custom course made from {course}',
    description: 'A way to earn a badge; part of a sentence.',
  },
  ruleIs: {
    id: 'shared.condition.sentence.rule-is',
    defaultMessage: '{path} is {value}',
    description: 'A data rule; part of a sentence.',
  },
  ruleIsNot: {
    id: 'shared.condition.sentence.rule-is-not',
    defaultMessage: '{path} is not {value}',
    description: 'A data rule; part of a sentence.',
  },
});

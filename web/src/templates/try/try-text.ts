import { defineMessages } from 'react-intl';

export const tryText = defineMessages({
  title: {
    id: 'templates.try.title',
    defaultMessage: 'Try it',
    description: 'Heading of the panel in which a template is tried on an event or a learner.',
  },
  help: {
    id: 'templates.try.help',
    defaultMessage: 'See what matches, and why or why not. Nothing is stored, and nobody gets a badge.',
    description: 'Below the heading of the panel in which a template is tried.',
  },
  subject: {
    id: 'templates.try.subject',
    defaultMessage: 'Try it on',
    description: 'Label of the choice between an event and a learner.',
  },
  onEvent: {
    id: 'templates.try.on-event',
    defaultMessage: 'An event',
    description: 'Choice: the template is tried on an event.',
  },
  onLearner: {
    id: 'templates.try.on-learner',
    defaultMessage: 'A learner',
    description: 'Choice: the template is tried on what is known of a learner.',
  },
  type: {
    id: 'templates.try.type',
    defaultMessage: 'Event type',
    description: 'Label of a choice among event types.',
  },
  start: {
    id: 'templates.try.start',
    defaultMessage: 'Start with',
    description: 'Label of a choice among events that fill the text field.',
  },
  groupOwn: {
    id: 'templates.try.group-own',
    defaultMessage: 'Your own',
    description: 'Heading in a list: an event that the person pastes.',
  },
  own: {
    id: 'templates.try.own',
    defaultMessage: 'An event that I paste',
    description: 'Choice: the person pastes an event into a text field.',
  },
  showEvent: {
    id: 'templates.try.show-event',
    defaultMessage: 'Show the event',
    description: 'Button: shows the event as JSON, to be read or changed.',
  },
  hideEvent: {
    id: 'templates.try.hide-event',
    defaultMessage: 'Hide the event',
    description: 'Button: hides the event that is shown as JSON.',
  },
  groupMade: {
    id: 'templates.try.group-made',
    defaultMessage: 'Generated',
    description: 'Heading in a list: events that are made up.',
  },
  groupRecent: {
    id: 'templates.try.group-recent',
    defaultMessage: 'From the bus',
    description: 'Heading in a list: events that have come over the event bus.',
  },
  fits: {
    id: 'templates.try.fits',
    defaultMessage: 'Matches “{name}”',
    description:
      'Choice: an event that is made so that it matches. {name} is the description of a requirement or a penalty.',
  },
  plain: {
    id: 'templates.try.plain',
    defaultMessage: 'With values from the schema',
    description: 'Choice: an event whose values are made up from the schema alone.',
  },
  recent: {
    id: 'templates.try.recent',
    defaultMessage: 'Received {when}',
    description: 'Choice: an event from the bus. {when} is a date and time.',
  },
  passed: {
    id: 'templates.try.passed',
    defaultMessage: 'passed',
    description: 'Part of the name of an event: the learner has passed the course.',
  },
  notPassed: {
    id: 'templates.try.not-passed',
    defaultMessage: 'not passed',
    description: 'Part of the name of an event: the learner does not pass the course.',
  },
  event: {
    id: 'templates.try.event',
    defaultMessage: 'The event',
    description: 'Label of a text field for an event as JSON.',
  },
  eventHelp: {
    id: 'templates.try.event-help',
    defaultMessage: 'One CloudEvents object as JSON. You can change anything.',
    description: 'Help of a text field.',
  },
  notJson: {
    id: 'templates.try.not-json',
    defaultMessage: 'This is not a JSON object.',
    description: 'Mistake in a text field.',
  },
  run: { id: 'templates.try.run', defaultMessage: 'Try it', description: 'Button.' },
  learner: {
    id: 'templates.try.learner',
    defaultMessage: 'Learner',
    description: 'Label of a search field for learners.',
  },
  learnerPlaceholder: {
    id: 'templates.try.learner-placeholder',
    defaultMessage: 'Id, user name, e-mail address or name',
    description: 'Placeholder of a search field for learners.',
  },
  formerHolder: {
    id: 'templates.try.former-holder',
    defaultMessage: '{learner}, had this user name before',
    description: 'A choice among learners: the LMS has given the user name to another account meanwhile.',
  },
  noLearner: {
    id: 'templates.try.no-learner',
    defaultMessage: 'No matching learner. Laurel knows learners from the first event that concerns a badge.',
    description: 'When the search finds no learner.',
  },
  typeMore: {
    id: 'templates.try.type-more',
    defaultMessage: 'Type to search',
    description: 'In an empty list of search results.',
  },
  complete: {
    id: 'templates.try.complete',
    defaultMessage: 'This event alone would earn the badge.',
    description: 'Outcome of a try.',
  },
  fulfills: {
    id: 'templates.try.fulfills',
    defaultMessage:
      '{count, plural, one {It fulfills one requirement, which is not enough by itself.} other {It fulfills # requirements, which is not enough by itself.}}',
    description: 'Outcome of a try with an event.',
  },
  nothing: {
    id: 'templates.try.nothing',
    defaultMessage: 'It changes nothing for this badge.',
    description: 'Outcome of a try with an event that matches neither a requirement nor a penalty.',
  },
  resetsOnly: {
    id: 'templates.try.resets-only',
    defaultMessage: 'It would reset requirements.',
    description: 'Outcome of a try with an event that matches a penalty.',
  },
  completeThenReset: {
    id: 'templates.try.complete-then-reset',
    defaultMessage: 'The same event would earn the badge and reset requirements: check the penalties.',
    description: 'Outcome of a try with an event that matches both what earns the badge and what takes it away.',
  },
  about: {
    id: 'templates.try.about',
    defaultMessage: 'It is about learner {id}.',
    description: 'Whom an event is about. {id} is the number of the user in the LMS.',
  },
  aboutNobody: {
    id: 'templates.try.about-nobody',
    defaultMessage: 'It names no learner, so Laurel would ignore it.',
    description: 'When an event does not say whom it is about.',
  },
  requirement: {
    id: 'templates.try.requirement',
    defaultMessage: 'Requirement',
    description: 'Before the name of a requirement.',
  },
  penalty: { id: 'templates.try.penalty', defaultMessage: 'Penalty', description: 'Before the name of a penalty.' },
  matches: {
    id: 'templates.try.matches',
    defaultMessage: 'Matches',
    description: 'The event matches a requirement or a penalty.',
  },
  matchesNot: {
    id: 'templates.try.matches-not',
    defaultMessage: 'Does not match',
    description: 'The event does not match a requirement or a penalty.',
  },
  otherType: {
    id: 'templates.try.other-type',
    defaultMessage: 'It expects another event type: “{event}”.',
    description: 'Why an event does not match. {event} is the name of an event type.',
  },
  noRules: {
    id: 'templates.try.no-rules',
    defaultMessage: 'Every event of this type counts.',
    description: 'Why an event matches.',
  },
  cannotFire: {
    id: 'templates.try.cannot-fire',
    defaultMessage: 'A penalty without rules, or without requirements that it resets, does nothing.',
    description: 'Why a penalty does not match although nothing speaks against it.',
  },
  actual: {
    id: 'templates.try.actual',
    defaultMessage: 'The event has {value}',
    description: 'Below a data rule that does not hold. {value} is what stands in the event.',
  },
  absent: {
    id: 'templates.try.absent',
    defaultMessage: 'The event has no value there',
    description: 'Below a data rule that does not hold.',
  },
  unreadable: {
    id: 'templates.try.unreadable',
    defaultMessage: 'Laurel would not count this event',
    description: 'Title, when an event can’t be read.',
  },
  learnerComplete: {
    id: 'templates.try.learner-complete',
    defaultMessage: 'This learner meets everything.',
    description: 'Outcome of a try with a learner.',
  },
  learnerIncomplete: {
    id: 'templates.try.learner-incomplete',
    defaultMessage: 'This learner meets {met, number} of {groups, number}.',
    description: 'Outcome of a try with a learner: so many groups of requirements are met.',
  },
  mendFirst: {
    id: 'templates.try.mend-first',
    defaultMessage: 'Fix the mistakes in the template first.',
    description: 'When a template with mistakes is tried.',
  },
  noRequirements: {
    id: 'templates.try.no-requirements',
    defaultMessage: 'Add a requirement first; then you can try it here.',
    description: 'In place of the panel’s fields, when a template has no requirements.',
  },
});

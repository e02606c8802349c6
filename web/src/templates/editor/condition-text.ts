import { defineMessages } from 'react-intl';

/** The event and the data rules of a requirement or penalty. */
export const conditionText = defineMessages({
  event: {
    id: 'templates.editor.event',
    defaultMessage: 'Event',
    description: 'Label of a choice: which event fulfills a requirement.',
  },
  noEvent: {
    id: 'templates.editor.no-event',
    defaultMessage: 'No matching event. Only the event types in the settings (BADGES_CONFIG.events) can be chosen.',
    description: 'When a search among event types finds nothing.',
  },
  rules: {
    id: 'templates.editor.rules',
    defaultMessage: 'Only if',
    description: 'Heading above data rules: conditions on the values of the event.',
  },
  rulesEmpty: {
    id: 'templates.editor.rules-empty',
    defaultMessage: 'Every event of this type counts. Add a rule to narrow it down.',
    description: 'In place of data rules.',
  },
  addRule: { id: 'templates.editor.add-rule', defaultMessage: 'Add a rule', description: 'Button: adds a data rule.' },
  removeRule: {
    id: 'templates.editor.remove-rule',
    defaultMessage: 'Remove rule {number}',
    description: 'Name of a button.',
  },
  rule: {
    id: 'templates.editor.rule',
    defaultMessage: 'Rule {number}',
    description: 'Name of the fields of a data rule, for screen readers.',
  },
  path: {
    id: 'templates.editor.path',
    defaultMessage: 'Value of the event',
    description: 'Label of a choice: the key path that a rule looks at.',
  },
  pathPlaceholder: {
    id: 'templates.editor.path-placeholder',
    defaultMessage: 'Choose a value',
    description: 'Placeholder of a choice.',
  },
  noPath: {
    id: 'templates.editor.no-path',
    defaultMessage: 'The event has no such value',
    description: 'When a search among key paths finds nothing.',
  },
  operator: {
    id: 'templates.editor.operator',
    defaultMessage: 'Comparison',
    description: 'Label of a choice: is, is not.',
  },
  value: { id: 'templates.editor.value', defaultMessage: 'Expected value', description: 'Label of a field.' },
  pathNamed: {
    id: 'templates.editor.path-named',
    defaultMessage: '{name} · {path}',
    description:
      'A choice of a value of the event: by name, and as it is written in events, such as "Passed · is_passing".',
  },
  coursePlaceholder: {
    id: 'templates.editor.course-placeholder',
    defaultMessage: 'Search by name, or paste the key',
    description: 'Placeholder of a field for a course.',
  },
  courseNamed: {
    id: 'templates.editor.course-named',
    defaultMessage: 'The course “{name}”',
    description: 'Below a field with the key of a course: what the course is called.',
  },
  courseUnseen: {
    id: 'templates.editor.course-unseen',
    defaultMessage: 'No event has named this course yet. If it is not new, check its key.',
    description: 'Hint below a field with the key of a course. It is not an error.',
  },
  courseHelp: {
    id: 'templates.editor.course-help',
    defaultMessage: 'The course key, as in the address of the course in the LMS: course-v1:Organization+Course+Run.',
    description: 'Help of a field. The part from course-v1 on stays as it is.',
  },
  ccxHelp: {
    id: 'templates.editor.ccx-help',
    defaultMessage: 'The key of the custom course: ccx-v1:Organization+Course+Run+ccx@Number.',
    description: 'Help of a field. The part from ccx-v1 on stays as it is.',
  },
  courseOdd: {
    id: 'templates.editor.course-odd',
    defaultMessage: 'This does not look like a course key. Course keys begin with course-v1: and have two plus signs.',
    description: 'Hint below a field. It is not an error.',
  },
  keySuggestion: {
    id: 'templates.editor.key-suggestion',
    defaultMessage: 'No course can have this key, so no event will match it. Did you mean {suggestion}?',
    description: 'Hint below a field. It is not an error. The suggestion is a course key.',
  },
  ccxOdd: {
    id: 'templates.editor.ccx-odd',
    defaultMessage:
      'This does not look like the key of a custom course. Such keys begin with ccx-v1: and end with ccx@ and a number.',
    description: 'Hint below a field. It is not an error.',
  },
});

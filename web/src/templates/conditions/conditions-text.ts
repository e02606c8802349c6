import { defineMessages } from 'react-intl';

export const conditionsText = defineMessages({
  title: {
    id: 'templates.conditions.title',
    defaultMessage: 'Requirements and penalties',
    description: 'Title of the page that lists the requirements and penalties of all badge templates.',
  },
  lead: {
    id: 'templates.conditions.lead',
    defaultMessage: 'Of all templates. See which badges depend on a course or an event type.',
    description: 'Below that title.',
  },
  open: {
    id: 'templates.conditions.open',
    defaultMessage: 'Find by course',
    description: 'Button on the list of templates: leads to the requirements and penalties of all templates.',
  },
  course: {
    id: 'templates.conditions.course',
    defaultMessage: 'Course key',
    description: 'Label of a field: the whole key of a course, such as course-v1:OpenedX+DemoX+Demo_Course.',
  },
  event: { id: 'templates.conditions.event', defaultMessage: 'Event type', description: 'Label of a filter.' },
  kind: {
    id: 'templates.conditions.kind',
    defaultMessage: 'Kind',
    description: 'Label of a filter and of a column: requirement or penalty.',
  },
  requirement: { id: 'templates.conditions.requirement', defaultMessage: 'Requirement', description: 'A kind.' },
  penalty: { id: 'templates.conditions.penalty', defaultMessage: 'Penalty', description: 'A kind.' },
  template: { id: 'templates.conditions.template', defaultMessage: 'Template', description: 'Heading of a column.' },
  condition: {
    id: 'templates.conditions.condition',
    defaultMessage: 'Event and data rules',
    description: 'Heading of a column.',
  },
  nothing: {
    id: 'templates.conditions.nothing',
    defaultMessage: 'No matching requirement or penalty',
    description: 'Title when the list is empty.',
  },
  nothingHelp: {
    id: 'templates.conditions.nothing.help',
    defaultMessage: 'Enter the whole course key, as in the address of the course in the LMS.',
    description: 'When the list is empty.',
  },
});

import { defineMessages } from 'react-intl';

export const setupText = defineMessages({
  heading: {
    id: 'overview.setup',
    defaultMessage: 'Set up Laurel',
    description: 'Heading of the steps that a new site needs.',
  },
  lead: {
    id: 'overview.setup.lead',
    defaultMessage:
      '{left, plural, one {One step is left} other {# steps are left}} until the first badge can be earned. This page shows automatically what is done.',
    description: 'Below the heading of the steps that a new site needs.',
  },
  done: { id: 'overview.setup.done', defaultMessage: 'Done', description: 'State of a step.' },
  todo: { id: 'overview.setup.todo', defaultMessage: 'To do', description: 'State of a step.' },
  optional: { id: 'overview.setup.optional', defaultMessage: 'Optional', description: 'State of a step.' },
  problem: {
    id: 'overview.setup.problem',
    defaultMessage: 'Not working yet',
    description: 'State of a step: something is wrong.',
  },
  command: {
    id: 'overview.setup.command',
    defaultMessage: 'command',
    description: 'What a button copies, as in "Copy command".',
  },
  database: {
    id: 'overview.setup.database',
    defaultMessage: 'Database',
    description: 'A step of the set-up: where everything is kept.',
  },
  databaseHelp: {
    id: 'overview.setup.database-help',
    defaultMessage:
      'Laurel is using its embedded database, which is meant for trying it out. For anything that matters, create a PostgreSQL database, set this, and restart Laurel:',
    description: 'What to do about the database; a setting follows.',
  },
  events: {
    id: 'overview.setup.events',
    defaultMessage: 'Events of the platform',
    description: 'A step of the set-up: where events come from.',
  },
  eventsBus: {
    id: 'overview.setup.events-bus',
    defaultMessage:
      'If your Open edX site has an event bus on Redis, set its address and restart Laurel; for one on Kafka, set EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS and EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL instead:',
    description: 'What to do to get events; a setting follows.',
  },
  eventsInbox: {
    id: 'overview.setup.events-inbox',
    defaultMessage: 'If it has none, open the HTTP inbox and have the site post its events to it:',
    description: 'What to do to get events without an event bus; a setting follows.',
  },
  eventsCheck: {
    id: 'overview.setup.events-check',
    defaultMessage: 'This command checks the settings against the services, and reports any problems:',
    description: 'What to do when events do not come in; a command follows.',
  },
  connection: {
    id: 'overview.setup.connection',
    defaultMessage: 'Credly or Accredible',
    description: 'A step of the set-up: an account at a provider.',
  },
  connectionHelp: {
    id: 'overview.setup.connection-help',
    defaultMessage:
      'Only for badges issued through one of them: connect your account with its API key, and import its templates. Without one, this site issues all badges itself.',
    description: 'What to do to connect an account at a provider.',
  },
  connectionLink: {
    id: 'overview.setup.connection-link',
    defaultMessage: 'Connect an account',
    description: 'Link to the page of accounts at Credly and Accredible.',
  },
  template: {
    id: 'overview.setup.template',
    defaultMessage: 'A first badge template',
    description: 'A step of the set-up.',
  },
  templateHelp: {
    id: 'overview.setup.template-help',
    defaultMessage:
      'A template defines what can be earned and what is required, for example passing a course. Designers and admins create templates.',
    description: 'What to do to have a badge template.',
  },
  templateLink: {
    id: 'overview.setup.template-link',
    defaultMessage: 'Templates',
    description: 'Link to the list of badge templates.',
  },
  newTemplateLink: {
    id: 'overview.setup.new-template-link',
    defaultMessage: 'Create a template',
    description: 'Link to the page on which a badge template is made.',
  },
  active: {
    id: 'overview.setup.active',
    defaultMessage: 'An active template',
    description: 'A step of the set-up.',
  },
  activeHelp: {
    id: 'overview.setup.active-help',
    defaultMessage: 'A template awards nothing until it is activated. Try yours on an event, then activate it.',
    description: 'What to do to have an active badge template.',
  },
  firstEvent: {
    id: 'overview.setup.first-event',
    defaultMessage: 'The first event',
    description: 'A step of the set-up: an event of the platform was processed.',
  },
  firstEventHelp: {
    id: 'overview.setup.first-event-help',
    defaultMessage:
      'Pass a course, or have a grade changed, on your site. If nothing shows here within a minute, check that the LMS has this setting, and that its EVENT_BUS_PRODUCER_CONFIG sends the events:',
    description: 'What to do until an event comes in; settings of the LMS follow.',
  },
});

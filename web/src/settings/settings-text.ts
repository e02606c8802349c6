import { defineMessages } from 'react-intl';

export const settingsText = defineMessages({
  title: { id: 'settings.title', defaultMessage: 'Settings', description: 'Title of the page with all settings.' },
  lead: {
    id: 'settings.lead',
    defaultMessage: 'How Laurel is configured here, and where each value comes from.',
    description: 'Below the title of the page with all settings.',
  },
  howTitle: {
    id: 'settings.how.title',
    defaultMessage: 'Settings are read-only here',
    description: 'Title of an explanation: settings can not be changed on this page.',
  },
  how: {
    id: 'settings.how',
    defaultMessage:
      'Laurel reads its settings when it starts: from environment variables and from the file named by LAUREL_SETTINGS. Environment variables take precedence. Change settings there, run <code>laurel doctor</code> to check them, and restart every process.',
    description: 'How settings are changed. <code> stands around a command.',
  },
  search: { id: 'settings.search', defaultMessage: 'Search settings', description: 'Label of a search field.' },
  source: {
    id: 'settings.source',
    defaultMessage: 'Source',
    description: 'Filter: where the value of a setting comes from.',
  },
  sourceEnvironment: {
    id: 'settings.source.environment',
    defaultMessage: 'Environment',
    description: 'Source of a setting: an environment variable.',
  },
  sourceFile: {
    id: 'settings.source.file',
    defaultMessage: 'File',
    description: 'Source of a setting: the file with settings.',
  },
  sourceDefault: {
    id: 'settings.source.default',
    defaultMessage: 'Default',
    description: 'Source of a setting: nothing was set, and this is what then holds.',
  },
  notSet: {
    id: 'settings.not-set',
    defaultMessage: 'not set',
    description: 'In place of the value of a setting that has none.',
  },
  secret: {
    id: 'settings.secret',
    defaultMessage: 'Secret: its value is never shown',
    description: 'Said of a setting such as a password.',
  },
  groupEvents: {
    id: 'settings.group.events',
    defaultMessage: 'Events and rules',
    description: 'Heading of a group of settings.',
  },
  groupCredly: {
    id: 'settings.group.credly',
    defaultMessage: 'Credly',
    description: 'Heading of a group of settings.',
  },
  groupAccredible: {
    id: 'settings.group.accredible',
    defaultMessage: 'Accredible',
    description: 'Heading of a group of settings.',
  },
  groupDelivery: {
    id: 'settings.group.delivery',
    defaultMessage: 'Keys and deliveries',
    description: 'Heading of a group of settings: how badges are brought to the providers.',
  },
  groupBus: { id: 'settings.group.bus', defaultMessage: 'Event bus', description: 'Heading of a group of settings.' },
  groupInbox: {
    id: 'settings.group.inbox',
    defaultMessage: 'HTTP inbox',
    description: 'Heading of a group of settings: events that come over HTTP.',
  },
  groupDatabase: {
    id: 'settings.group.database',
    defaultMessage: 'Database',
    description: 'Heading of a group of settings.',
  },
  groupPages: {
    id: 'settings.group.pages',
    defaultMessage: 'Pages and API',
    description: 'Heading of a group of settings.',
  },
  groupLms: {
    id: 'settings.group.lms',
    defaultMessage: 'Sign-in with the LMS',
    description: 'Heading of a group of settings.',
  },
  groupMonitoring: {
    id: 'settings.group.monitoring',
    defaultMessage: 'Monitoring and logs',
    description: 'Heading of a group of settings.',
  },
  groupOther: { id: 'settings.group.other', defaultMessage: 'Other', description: 'Heading of a group of settings.' },
});

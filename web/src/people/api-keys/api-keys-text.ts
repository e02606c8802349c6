import { defineMessages } from 'react-intl';

export const apiKeysText = defineMessages({
  title: {
    id: 'people.keys.title',
    defaultMessage: 'API keys',
    description: 'Title of the page that lists the keys of programs.',
  },
  lead: {
    id: 'people.keys.lead',
    defaultMessage:
      'For programs that use the API of Laurel, such as scripts and monitoring. Each key has a role of its own.',
    description: 'Below the title of the page that lists API keys.',
  },
  useTitle: { id: 'people.keys.use.title', defaultMessage: 'Using a key', description: 'Heading of a section.' },
  useLead: {
    id: 'people.keys.use.lead',
    defaultMessage: 'A program sends its key with every request. Replace YOUR_KEY with yours:',
    description: 'Above a command that asks the API with a key.',
  },
  useCommand: {
    id: 'people.keys.use.command',
    defaultMessage: 'Command',
    description: 'Names a command, also for the button that copies it.',
  },
  useReference: {
    id: 'people.keys.use.reference',
    defaultMessage: 'See everything the API can do (API reference)',
    description: 'Link to the description of the API.',
  },
  make: { id: 'people.keys.make', defaultMessage: 'Create a key', description: 'Button and title of a dialog.' },
  makeConfirm: {
    id: 'people.keys.make.confirm',
    defaultMessage: 'Create key',
    description: 'Button: makes an API key.',
  },
  key: { id: 'people.keys.column.key', defaultMessage: 'Key', description: 'Heading of a column, and label.' },
  role: { id: 'people.keys.column.role', defaultMessage: 'Role', description: 'Heading: what a key may do.' },
  madeBy: { id: 'people.keys.column.made-by', defaultMessage: 'Created by', description: 'Heading: who made a key.' },
  expires: {
    id: 'people.keys.column.expires',
    defaultMessage: 'Expires',
    description: 'Heading and label: when a key stops working.',
  },
  lastUsed: {
    id: 'people.keys.column.last-used',
    defaultMessage: 'Last used',
    description: 'Heading: when a key was used the last time.',
  },
  state: { id: 'people.keys.column.state', defaultMessage: 'State', description: 'Heading of a column.' },
  actions: { id: 'people.keys.column.actions', defaultMessage: 'Actions', description: 'Heading of a column.' },
  works: { id: 'people.keys.works', defaultMessage: 'Works', description: 'State of an API key.' },
  expired: { id: 'people.keys.expired', defaultMessage: 'Expired', description: 'State of an API key.' },
  lmsRoleEnds: {
    id: 'people.keys.lms-role-ends',
    defaultMessage: 'Created by somebody who is an admin through the LMS and must sign in with it again before:',
    description: 'Of an API key that stops working otherwise; a day follows.',
  },
  makerGone: {
    id: 'people.keys.maker-gone',
    defaultMessage: 'Its creator is no longer an admin',
    description: 'State of an API key that does not work, because who made it is no admin any more.',
  },
  name: { id: 'people.keys.name', defaultMessage: 'Name', description: 'Label of a field: what a key is for.' },
  nameHelp: {
    id: 'people.keys.name.help',
    defaultMessage: 'What uses the key. The history shows this name.',
    description: 'Below the field for the name of an API key.',
  },
  needName: {
    id: 'people.keys.name.needed',
    defaultMessage: 'Say what the key is for.',
    description: 'When the name was left empty.',
  },
  needRole: {
    id: 'people.keys.role.needed',
    defaultMessage: 'Choose a role: as little as the program needs.',
    description: 'When no role was chosen.',
  },
  days: {
    id: 'people.keys.days',
    defaultMessage: '{count, plural, one {In # day} other {In # days}}',
    description: 'Choice: when a key expires.',
  },
  never: {
    id: 'people.keys.never',
    defaultMessage: 'Never',
    description: 'Choice, and value: the key does not expire.',
  },
  neverHelp: {
    id: 'people.keys.never.help',
    defaultMessage: 'A key that never expires can be found and misused years later. Choose a period if you can.',
    description: 'A warning, when a key shall never expire.',
  },
  doneTitle: {
    id: 'people.keys.done.title',
    defaultMessage: 'The key “{name}”',
    description: 'Title of the dialog that shows a new key.',
  },
  doneWarning: {
    id: 'people.keys.done.warning',
    defaultMessage: 'The key is shown only this once',
    description: 'Title of a warning below a new key.',
  },
  doneHelp: {
    id: 'people.keys.done.help',
    defaultMessage:
      'Store it where your program reads it, and nowhere else. Laurel keeps only a hash of it: if you lose the key, create another one.',
    description: 'Below a new key.',
  },
  doneUse: {
    id: 'people.keys.done.use',
    defaultMessage: 'Programs send it with every request, in this header:',
    description: 'Before an HTTP header.',
  },
  header: {
    id: 'people.keys.done.header',
    defaultMessage: 'Header',
    description: 'Names what a button copies: an HTTP header.',
  },
  doneConfirm: {
    id: 'people.keys.done.confirm',
    defaultMessage: 'I have stored it',
    description: 'Button: closes the dialog that shows a new key.',
  },
  revoke: { id: 'people.keys.revoke', defaultMessage: 'Revoke', description: 'Button: makes a key stop working.' },
  revokeOf: {
    id: 'people.keys.revoke.name',
    defaultMessage: 'Revoke {name}',
    description: 'Name of a button, and title of a dialog. {name} is an API key.',
  },
  revokeQuestion: {
    id: 'people.keys.revoke.question',
    defaultMessage:
      'The key stops working immediately and permanently. Programs that still use it lose access. What was done with it stays in the history.',
    description: 'In the dialog, before a key is revoked.',
  },
  revoked: {
    id: 'people.keys.revoked',
    defaultMessage: '{name} no longer works.',
    description: 'After a key was revoked.',
  },
  nothingTitle: {
    id: 'people.keys.nothing.title',
    defaultMessage: 'No API keys yet',
    description: 'Title when there is no API key.',
  },
  nothing: {
    id: 'people.keys.nothing',
    defaultMessage: 'Programs need a key to use the API. People sign in with their own account and do not need one.',
    description: 'When there is no API key.',
  },
});

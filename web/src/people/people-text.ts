import { defineMessages } from 'react-intl';

export const peopleText = defineMessages({
  title: { id: 'people.title', defaultMessage: 'People', description: 'Title of the page that lists who can sign in.' },
  lead: {
    id: 'people.lead',
    defaultMessage: 'Who can sign in here, and what they may do.',
    description: 'Below the title of the page that lists who can sign in.',
  },
  search: {
    id: 'people.search',
    defaultMessage: 'Name or e-mail address',
    description: 'Label of a search field: it finds those whose name or address begins like this.',
  },
  role: { id: 'people.role', defaultMessage: 'Role', description: 'Label, filter and heading: what somebody may do.' },
  noRole: { id: 'people.no-role', defaultMessage: 'No role', description: 'Somebody who has not been given a role.' },
  noRoleHelp: {
    id: 'people.no-role.help',
    defaultMessage: 'Can sign in, but sees nothing.',
    description: 'What somebody without a role may do.',
  },
  noRoleYet: {
    id: 'people.no-role-yet',
    defaultMessage: 'No role yet',
    description: 'State of somebody who has signed in with the LMS and waits for a role.',
  },
  person: { id: 'people.column.person', defaultMessage: 'Person', description: 'Heading of a column.' },
  signsInWith: {
    id: 'people.column.signs-in-with',
    defaultMessage: 'Signs in with',
    description: 'Heading of a column: password or LMS.',
  },
  password: { id: 'people.password', defaultMessage: 'Password', description: 'Label, and a way to sign in.' },
  lms: { id: 'people.lms', defaultMessage: 'LMS', description: 'A way to sign in: with the account of the LMS.' },
  lastSeen: {
    id: 'people.column.last-seen',
    defaultMessage: 'Last seen',
    description: 'Heading of a column: when somebody used Laurel the last time.',
  },
  state: { id: 'people.column.state', defaultMessage: 'State', description: 'Heading of a column.' },
  enabled: { id: 'people.enabled', defaultMessage: 'Can sign in', description: 'State of somebody.' },
  disabled: {
    id: 'people.disabled',
    defaultMessage: 'Disabled',
    description: "State of somebody who can't sign in.",
  },
  actions: { id: 'people.column.actions', defaultMessage: 'Actions', description: 'Heading of a column with menus.' },
  actionsFor: {
    id: 'people.actions-for',
    defaultMessage: 'Actions for {name}',
    description: 'Name of a menu. {name} is a person or an API key.',
  },
  you: { id: 'people.you', defaultMessage: 'You', description: 'Marks the person who is looking at the list.' },
  add: { id: 'people.add', defaultMessage: 'Add a person', description: 'Button and title of a dialog.' },
  addConfirm: { id: 'people.add.confirm', defaultMessage: 'Add', description: 'Button: adds a person.' },
  added: {
    id: 'people.added',
    defaultMessage: '{name} can sign in now.',
    description: 'After a person was added.',
  },
  name: { id: 'people.name', defaultMessage: 'Name', description: 'Label of a field.' },
  needName: {
    id: 'people.name.needed',
    defaultMessage: 'Enter a name.',
    description: 'When the field was left empty.',
  },
  email: { id: 'people.email', defaultMessage: 'E-mail address', description: 'Label of a field.' },
  needEmail: {
    id: 'people.email.needed',
    defaultMessage: 'Enter an e-mail address.',
    description: 'When the field was left empty.',
  },
  passwordHelp: {
    id: 'people.password.help',
    defaultMessage: 'At least 12 characters. Pass it on safely; it can be changed under “My account”.',
    description: 'Below the field for the first password of a new person.',
  },
  needPassword: {
    id: 'people.password.needed',
    defaultMessage: 'Enter a password, or generate one.',
    description: 'When the field was left empty.',
  },
  showPassword: {
    id: 'people.password.show',
    defaultMessage: 'Show or hide the password',
    description: 'Name of the button with an eye, inside the password field.',
  },
  makeUp: {
    id: 'people.password.make-up',
    defaultMessage: 'Generate one',
    description: 'Button: fills in a random password.',
  },
  needRole: { id: 'people.role.needed', defaultMessage: 'Choose a role.', description: 'When no role was chosen.' },
  changeRole: {
    id: 'people.change-role',
    defaultMessage: 'Change role',
    description: 'Menu item and button: gives a person another role.',
  },
  changeRoleOf: {
    id: 'people.change-role.title',
    defaultMessage: 'Role of {name}',
    description: 'Title of a dialog.',
  },
  changeRoleHelp: {
    id: 'people.change-role.help',
    defaultMessage: 'It takes effect with their next click; they do not have to sign in again.',
    description: 'In the dialog in which a person gets another role.',
  },
  changeOwnRole: {
    id: 'people.change-role.own',
    defaultMessage: 'This is your own role. Without “Admin” you can no longer open this page.',
    description: 'A warning, when admins change their own role.',
  },
  roleChanged: {
    id: 'people.change-role.done',
    defaultMessage: 'The role of {name} has been changed.',
    description: 'After a person got another role.',
  },
  disable: { id: 'people.disable', defaultMessage: 'Disable', description: 'Menu item and button.' },
  disableTitle: { id: 'people.disable.title', defaultMessage: 'Disable {name}', description: 'Title of a dialog.' },
  disableQuestion: {
    id: 'people.disable.question',
    defaultMessage:
      '{name} is signed out everywhere immediately and can no longer sign in. API keys created by {name} stop working. What they did stays in the history, and you can enable them again.',
    description: 'In the dialog, before a person is disabled.',
  },
  disableOwn: {
    id: 'people.disable.own',
    defaultMessage: 'This is you: you would be signed out.',
    description: 'A warning, when admins disable themselves.',
  },
  disabledDone: {
    id: 'people.disable.done',
    defaultMessage: '{name} can no longer sign in.',
    description: 'After a person was disabled.',
  },
  enable: { id: 'people.enable', defaultMessage: 'Enable', description: 'Menu item and button.' },
  enableTitle: { id: 'people.enable.title', defaultMessage: 'Enable {name}', description: 'Title of a dialog.' },
  enableQuestion: {
    id: 'people.enable.question',
    defaultMessage: '{name} can sign in again, with the role they had.',
    description: 'In the dialog, before a person is enabled.',
  },
  nobodyTitle: {
    id: 'people.nobody.title',
    defaultMessage: 'No matching people',
    description: 'Title when filters leave nobody of the list of people.',
  },
});

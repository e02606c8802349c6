import { defineMessages } from 'react-intl';

export const connectionsText = defineMessages({
  title: {
    id: 'connections.title',
    defaultMessage: 'Connections',
    description: 'Title of the page with the accounts at providers, and the event bus.',
  },
  lead: {
    id: 'connections.lead',
    defaultMessage: 'Where badges are issued, and where events come from.',
    description: 'Below the title of the page "Connections".',
  },
  accounts: {
    id: 'connections.accounts',
    defaultMessage: 'Accounts at providers',
    description: 'Heading above the accounts at Credly and Accredible.',
  },
  connect: {
    id: 'connections.connect',
    defaultMessage: 'Connect an account',
    description: 'Button: connects an account at Credly or Accredible.',
  },
  noneTitle: {
    id: 'connections.none.title',
    defaultMessage: 'No account is connected',
    description: 'Title when there is no account at Credly or Accredible.',
  },
  none: {
    id: 'connections.none',
    defaultMessage:
      'This site can issue badges itself, without an account. Connect Credly or Accredible to issue badges there.',
    description: 'When there is no account at Credly or Accredible.',
  },
  noneAsk: {
    id: 'connections.none.ask',
    defaultMessage: 'A Laurel admin can connect one.',
    description: 'When there is no account, for people who may not connect one.',
  },
  works: { id: 'connections.health.works', defaultMessage: 'Works', description: 'Health of an account.' },
  failing: {
    id: 'connections.health.failing',
    defaultMessage: 'Failing',
    description: 'Health of an account: deliveries fail, and go on being tried.',
  },
  notWorking: {
    id: 'connections.health.not-working',
    defaultMessage: 'Does not work',
    description: 'Health of an account: its newest test failed, and nothing has succeeded since.',
  },
  paused: {
    id: 'connections.health.paused',
    defaultMessage: 'Paused',
    description: 'Health of an account: nothing is sent there for a while, since it does not answer as it should.',
  },
  fromSettings: {
    id: 'connections.from-settings',
    defaultMessage: 'From the settings',
    description: "Says that the account stands in the settings, and can't be changed here.",
  },
  fromSettingsHelp: {
    id: 'connections.from-settings.help',
    defaultMessage:
      "This account's key is in the settings, under {setting}. Change it there and restart Laurel. To manage it here instead, remove it there and connect the account here.",
    description: "Why an account can't be changed here. {setting} is the name of a setting.",
  },
  organization: {
    id: 'connections.organization',
    defaultMessage: 'Organization id',
    description: 'Label: the id of an organization at Credly.',
  },
  account: {
    id: 'connections.account',
    defaultMessage: 'Account',
    description: 'Label: what an account at Accredible is called in Laurel.',
  },
  templates: { id: 'connections.templates', defaultMessage: 'Templates', description: 'Label: how many templates.' },
  due: {
    id: 'connections.due',
    defaultMessage: 'Waiting deliveries',
    description: 'Label: how many badges are still to be issued or revoked at the provider.',
  },
  failed: {
    id: 'connections.failed',
    defaultMessage: 'Failed deliveries',
    description: 'Label: how many badges could not be issued or revoked, and wait for an operator.',
  },
  lastSync: {
    id: 'connections.last-sync',
    defaultMessage: 'Last sync',
    description: 'Label: when the templates were brought in the last time.',
  },
  lastTest: {
    id: 'connections.last-test',
    defaultMessage: 'Last checked',
    description: 'Label: when the connection was tested the last time.',
  },
  keyMade: { id: 'connections.key-made', defaultMessage: 'Key created on', description: 'Label: a date.' },
  keyExpires: {
    id: 'connections.key-expires',
    defaultMessage: 'Key works until',
    description: 'Label: a date.',
  },
  details: {
    id: 'connections.details',
    defaultMessage: 'Details',
    description: 'Link to the page of a connection.',
  },
  detailsOf: {
    id: 'connections.details-of',
    defaultMessage: 'Details: {name}',
    description: 'Name of that link for screen readers. {name} is an account.',
  },
  untested: {
    id: 'connections.health.untested',
    defaultMessage: 'Not tested yet',
    description: 'Health of an account: nothing was asked of it yet.',
  },
  noSuch: {
    id: 'connections.no-such',
    defaultMessage: 'There is no such connection',
    description: 'Title of the page, where the address names an account that is not connected.',
  },
  noSuchIssuer: {
    id: 'connections.no-such.issuer',
    defaultMessage: 'There is no such issuer',
    description: 'Title of the page, where the address names an issuer that is not there.',
  },
  noSuchSync: {
    id: 'connections.no-such.sync',
    defaultMessage: 'There is no such sync',
    description: 'Title of the page, where the address names a sync that is not there.',
  },
});

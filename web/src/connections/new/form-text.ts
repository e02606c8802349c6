import { defineMessages } from 'react-intl';

export const formText = defineMessages({
  title: {
    id: 'connections.new.title',
    defaultMessage: 'Connect an account',
    description: 'Title of the page that connects an account at Credly or Accredible.',
  },
  lead: {
    id: 'connections.new.lead',
    defaultMessage: "With the account's key, Laurel imports its badge templates and issues badges there.",
    description: 'Below the title of that page.',
  },
  provider: {
    id: 'connections.new.provider',
    defaultMessage: 'Provider',
    description: 'Label: Credly or Accredible.',
  },
  credlyHelp: {
    id: 'connections.new.provider.credly',
    defaultMessage: 'An organization, with its authorization token.',
    description: 'What is connected at Credly.',
  },
  accredibleHelp: {
    id: 'connections.new.provider.accredible',
    defaultMessage: 'An account, with its API key.',
    description: 'What is connected at Accredible.',
  },
  credlyTitle: {
    id: 'connections.new.title.credly',
    defaultMessage: 'The organization and its token',
    description: 'Heading above a form.',
  },
  accredibleTitle: {
    id: 'connections.new.title.accredible',
    defaultMessage: 'The account and its key',
    description: 'Heading above a form.',
  },
  organization: {
    id: 'connections.new.organization',
    defaultMessage: 'Organization id',
    description: 'Label of a field: the id of an organization at Credly.',
  },
  organizationHelp: {
    id: 'connections.new.organization.help',
    defaultMessage: 'Such as 9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11.',
    description: 'Below the field for the id of an organization at Credly.',
  },
  needOrganization: {
    id: 'connections.new.organization.needed',
    defaultMessage: 'Enter the organization id: 32 hexadecimal digits in five groups.',
    description: 'When the field is empty or holds something else.',
  },
  account: {
    id: 'connections.new.account',
    defaultMessage: 'Short name',
    description: 'Label of a field: what an account at Accredible is called in badge templates.',
  },
  accountHelp: {
    id: 'connections.new.account.help',
    defaultMessage:
      "Your choice, such as “main”. Badge templates refer to the account by this name. It can't be changed later.",
    description: 'Below the field for the short name of an account.',
  },
  needAccount: {
    id: 'connections.new.account.needed',
    defaultMessage: 'Use letters, digits, “-” and “_”, beginning with a letter or digit.',
    description: 'When the short name is empty or holds something else.',
  },
  name: { id: 'connections.new.name', defaultMessage: 'Name', description: 'Label of a field.' },
  nameHelp: {
    id: 'connections.new.name.help',
    defaultMessage: "The name shown here. If empty, the provider's name is used.",
    description: 'Below the field for the name of an account.',
  },
  needName: {
    id: 'connections.new.name.needed',
    defaultMessage: 'Enter a name.',
    description: 'When the field was left empty.',
  },
  token: {
    id: 'connections.new.token',
    defaultMessage: 'Authorization token',
    description: 'Label of a field: what Credly calls its keys.',
  },
  apiKey: { id: 'connections.new.key', defaultMessage: 'API key', description: 'Label of a field.' },
  keyHelp: {
    id: 'connections.new.key.help',
    defaultMessage: 'It is stored encrypted and never shown again.',
    description: 'Below the field for a key.',
  },
  needKey: {
    id: 'connections.new.key.needed',
    defaultMessage: 'Enter the key.',
    description: 'When the field was left empty.',
  },
  showKey: {
    id: 'connections.new.key.show',
    defaultMessage: 'Show or hide the key',
    description: 'Name of the button with an eye, inside the field for a key.',
  },
  keyIssuedOn: {
    id: 'connections.new.key-issued-on',
    defaultMessage: 'Key created on',
    description: 'Label of a field: a date.',
  },
  keyIssuedOnHelp: {
    id: 'connections.new.key-issued-on.help',
    defaultMessage: 'Laurel uses this date to remind you before a Credly key expires, after 180 days.',
    description: 'Below the field for the date on which a key was made.',
  },
  keyAgeHelp: {
    id: 'connections.new.key-issued-on.help.plain',
    defaultMessage: 'Shows everyone how old the key is.',
    description: 'Below the field for the date on which a key of Accredible was made: such keys do not expire.',
  },
  submit: {
    id: 'connections.new.submit',
    defaultMessage: 'Test and connect',
    description: 'Button: tries the key at the provider, and stores the connection if it works.',
  },
  done: {
    id: 'connections.new.done',
    defaultMessage: '{name} is connected.',
    description: 'After an account was connected.',
  },
  noSealTitle: {
    id: 'connections.new.no-seal.title',
    defaultMessage: "Keys can't be stored here yet",
    description: 'Title of a warning: the setting is missing by which keys are encrypted.',
  },
  noSeal: {
    id: 'connections.new.no-seal',
    defaultMessage:
      'Laurel stores keys only encrypted, and the setting LAUREL_ENCRYPTION_KEYS is missing. For operators: run the command below, set LAUREL_ENCRYPTION_KEYS to “main:” followed by its output, and restart Laurel.',
    description: 'What to do when that setting is missing. A command follows.',
  },
  command: {
    id: 'connections.new.no-seal.command',
    defaultMessage: 'command',
    description: 'What a button copies, as in "Copy command".',
  },
});

export const guideText = defineMessages({
  title: {
    id: 'connections.guide.title',
    defaultMessage: 'Where to find it',
    description: 'Heading above steps.',
  },
  credlyOrganization: {
    id: 'connections.guide.credly.organization',
    defaultMessage:
      'Sign in to Credly as an administrator of your organization, and open “Developers”: the organization id is there.',
    description: 'Step. “Developers” is the name of a menu item of Credly.',
  },
  credlyToken: {
    id: 'connections.guide.credly.token',
    defaultMessage:
      'In the same place, create an authorization token. It needs permission to read and to write: Laurel reads templates and badges, and issues and revokes badges.',
    description: 'Step.',
  },
  credlyAge: {
    id: 'connections.guide.credly.age',
    defaultMessage: 'Tokens stop working 180 days after they are created. Laurel reminds you a month before.',
    description: 'Step.',
  },
  credlyWebhook: {
    id: 'connections.guide.credly.webhook',
    defaultMessage:
      'Afterwards, enter the webhook address at Credly, so that changes there reach Laurel immediately. You can find it on the page “Connections”.',
    description: 'Step. “Connections” is the title of a page.',
  },
  accredibleKey: {
    id: 'connections.guide.accredible.key',
    defaultMessage:
      'Sign in to the Accredible dashboard, and open the API settings of your department: the API key is there.',
    description: 'Step.',
  },
  accredibleGroups: {
    id: 'connections.guide.accredible.groups',
    defaultMessage:
      'Each group of the account becomes a badge template. The key needs permission to read groups, and to create and change credentials.',
    description: 'Step. A group is what Accredible calls a kind of credential.',
  },
  accredibleSandbox: {
    id: 'connections.guide.accredible.sandbox',
    defaultMessage: 'A sandbox key works only when the Accredible setting USE_SANDBOX is on.',
    description: 'Step.',
  },
});

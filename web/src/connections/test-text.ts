import { defineMessages } from 'react-intl';

export const testText = defineMessages({
  test: {
    id: 'connections.test',
    defaultMessage: 'Test connection',
    description: 'Button: asks the provider whether the key works.',
  },
  testOf: {
    id: 'connections.test.of',
    defaultMessage: 'Test connection: {name}',
    description: 'Name of that button for screen readers. {name} is an account.',
  },
  good: {
    id: 'connections.test.good',
    defaultMessage: 'The connection works',
    description: 'Result of a test.',
  },
  goodHelp: {
    id: 'connections.test.good.help',
    defaultMessage: 'The provider knows the account and accepts the key.',
    description: 'Result of a test.',
  },
  bad: {
    id: 'connections.test.bad',
    defaultMessage: 'The connection does not work',
    description: 'Result of a test.',
  },
  tested: {
    id: 'connections.test.tested',
    defaultMessage: 'Tested',
    description: 'Before a time such as "3 minutes ago".',
  },
  never: {
    id: 'connections.test.never',
    defaultMessage: 'This connection has not been tested yet.',
    description: 'When there is no result of a test.',
  },
  bySync: {
    id: 'connections.test.by-sync',
    defaultMessage: 'Found during a sync',
    description: 'Before a time such as "3 minutes ago": a sync of templates has asked the account.',
  },
  byDelivery: {
    id: 'connections.test.by-delivery',
    defaultMessage: 'Found during a delivery',
    description: 'Before a time such as "3 minutes ago": a badge was being delivered.',
  },
});

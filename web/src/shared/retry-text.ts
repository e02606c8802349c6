import { defineMessages } from 'react-intl';

export const retryText = defineMessages({
  running: {
    id: 'shared.retry.running',
    defaultMessage: 'Failed deliveries are being made due again',
    description: 'Heading of a notice, while many failed deliveries are retried.',
  },
  runningOf: {
    id: 'shared.retry.running-of',
    defaultMessage: 'Failed deliveries of {account} are being made due again',
    description: 'Heading of a notice, while many failed deliveries of one account are retried. {account} is its name.',
  },
  progress: {
    id: 'shared.retry.progress',
    defaultMessage: 'Gone through {done, number} of {failed, number}; {retried, number} due again.',
    description: 'How far the retry of many failed deliveries is.',
  },
  help: {
    id: 'shared.retry.help',
    defaultMessage: 'It goes on when you leave this page.',
    description: 'Below how far the retry of many failed deliveries is.',
  },
});

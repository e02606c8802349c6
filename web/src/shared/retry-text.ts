import { defineMessages } from 'react-intl';

export const retryText = defineMessages({
  running: {
    id: 'shared.retry.running',
    defaultMessage: 'Retrying failed deliveries',
    description: 'Heading of a notice, while many failed deliveries are retried.',
  },
  runningOf: {
    id: 'shared.retry.running-of',
    defaultMessage: 'Retrying failed deliveries of {account}',
    description: 'Heading of a notice, while many failed deliveries of one account are retried. {account} is its name.',
  },
  progress: {
    id: 'shared.retry.progress',
    defaultMessage: '{done, number} of {failed, number} checked; {retried, number} due again.',
    description: 'How far the retry of many failed deliveries is.',
  },
  help: {
    id: 'shared.retry.help',
    defaultMessage: 'It continues when you leave this page.',
    description: 'Below how far the retry of many failed deliveries is.',
  },
});

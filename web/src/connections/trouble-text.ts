import { defineMessages } from 'react-intl';

export const troubleText = defineMessages({
  pausedTitle: {
    id: 'connections.trouble.paused',
    defaultMessage: 'Paused since {since}: next attempt {when}',
    description: 'Title of a warning. {when} is such as "in 2 minutes".',
  },
  failingTitle: {
    id: 'connections.trouble.failing',
    defaultMessage: '{count, plural, one {The last call has failed} other {# calls in a row have failed}}',
    description: 'Title of a warning about an account.',
  },
  pausedHelp: {
    id: 'connections.trouble.paused.help',
    defaultMessage: 'Badges wait in the meantime; nothing is lost. Other accounts are not affected.',
    description: 'What it means that an account is paused.',
  },
  key: {
    id: 'connections.trouble.key',
    defaultMessage:
      'The provider rejects the key (status {status}). It may have expired, as Credly keys do after 180 days, or lack a permission. Enter a new one.',
    description: 'What is wrong, and what to do. {status} is an HTTP status code.',
  },
  notFound: {
    id: 'connections.trouble.not-found',
    defaultMessage: 'The provider does not know this account (status {status}). Check its id.',
    description: 'What is wrong, and what to do. {status} is an HTTP status code.',
  },
  tooMany: {
    id: 'connections.trouble.too-many',
    defaultMessage:
      'The provider limits the rate of calls (status {status}). Laurel continues automatically, more slowly.',
    description: 'What is wrong, and what to do. {status} is an HTTP status code.',
  },
  provider: {
    id: 'connections.trouble.provider',
    defaultMessage: 'The provider has problems (status {status}). Laurel retries automatically.',
    description: 'What is wrong, and what to do. {status} is an HTTP status code.',
  },
  other: {
    id: 'connections.trouble.other',
    defaultMessage:
      'The provider responded with status {status}. See its response below, fix the cause, then test the connection.',
    description: 'What is wrong. {status} is an HTTP status code.',
  },
  noAnswer: {
    id: 'connections.trouble.no-answer',
    defaultMessage:
      'There was no usable response. Check the network and, in the settings, USE_SANDBOX and the base URLs of the provider.',
    description: 'What is wrong, and what to do.',
  },
  expiresSoon: {
    id: 'connections.trouble.expires-soon',
    defaultMessage: 'The key stops working on {date}',
    description: 'Title of a warning.',
  },
  expired: {
    id: 'connections.trouble.expired',
    defaultMessage: 'The key stopped working on {date}',
    description: 'Title of a warning.',
  },
  newKeyHelp: {
    id: 'connections.trouble.new-key',
    defaultMessage:
      'Credly keys work for 180 days. Create a new one at Credly and enter it here; nothing is interrupted.',
    description: 'What to do about a key that expires.',
  },
  failedTitle: {
    id: 'connections.trouble.failed',
    defaultMessage: '{count, plural, one {# delivery needs an operator} other {# deliveries need an operator}}',
    description: 'Title of a warning: so many badges could not be issued or revoked.',
  },
  failedLink: {
    id: 'connections.trouble.failed.link',
    defaultMessage: 'See deliveries',
    description: 'Link to the badges that could not be issued or revoked.',
  },
});

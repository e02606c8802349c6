import { defineMessages } from 'react-intl';

export const placesText = defineMessages({
  title: {
    id: 'badges.places.title',
    defaultMessage: 'Other places',
    description: 'Heading: where a badge is besides.',
  },
  help: {
    id: 'badges.places.help',
    defaultMessage:
      'The template was moved, and the badge was also issued at its new place. When it is revoked, it is revoked at each place.',
    description: 'Below the heading "Other places".',
  },
  sandbox: {
    id: 'badges.places.sandbox',
    defaultMessage: '(sandbox)',
    description: "After the place of a badge: the provider's environment for trials.",
  },
  done: {
    id: 'badges.places.done',
    defaultMessage: 'Nothing left to do there.',
    description: 'After the place of a badge.',
  },
  environment: {
    id: 'badges.places.environment',
    defaultMessage: 'Environment',
    description: 'Label: whether the badge is at the production or the sandbox of its provider.',
  },
});

import { defineMessages } from 'react-intl';

export const templatesText = defineMessages({
  title: {
    id: 'templates.title',
    defaultMessage: 'Templates',
    description: 'Title of the page that lists badge templates.',
  },
  lead: {
    id: 'templates.lead',
    defaultMessage: 'What can be earned here, and what it takes.',
    description: 'Below the title of the list of badge templates.',
  },
});

import { defineMessages } from 'react-intl';

export const inProgressText = defineMessages({
  title: {
    id: 'templates.near.title',
    defaultMessage: 'In progress: {name}',
    description: 'Title of a page: the learners in progress on a badge template.',
  },
  lead: {
    id: 'templates.near.lead',
    defaultMessage:
      'Closest to completion first. Learners who have the badge, or whose badge was revoked, are not listed.',
    description: 'Below the title of the page of learners in progress on a badge template.',
  },
  show: {
    id: 'templates.near.show',
    defaultMessage: '{count, number} in progress: see who',
    description: 'What a link with a number says to screen readers: it leads to the list of these learners.',
  },
  learner: { id: 'templates.near.learner', defaultMessage: 'Learner', description: 'Heading of a column.' },
  progress: {
    id: 'templates.near.progress',
    defaultMessage: 'Progress',
    description: 'Heading of a column: how many groups of requirements are met.',
  },
  why: {
    id: 'templates.near.why',
    defaultMessage: 'What is missing',
    description: 'Link to the page that says what a learner has met of a template, and what not.',
  },
  updated: {
    id: 'templates.near.updated',
    defaultMessage: 'Last change',
    description: 'Heading of a column: when the progress of a learner changed last.',
  },
  nobody: {
    id: 'templates.near.nobody',
    defaultMessage: 'Nobody is in progress right now',
    description: 'Title of an empty list of learners in progress.',
  },
  nobodyHelp: {
    id: 'templates.near.nobody-help',
    defaultMessage:
      'A learner appears here with the first matching event, and leaves on getting the badge. The list updates automatically.',
    description: 'In place of an empty list of learners in progress.',
  },
});

import { defineMessages } from 'react-intl';

export const standingText = defineMessages({
  title: {
    id: 'learners.standing.title',
    defaultMessage: '{template}: {learner}',
    description: 'Title of the page that tells why a learner has a badge, or not.',
  },
  lead: {
    id: 'learners.standing.lead',
    defaultMessage: 'Why the learner has this badge or not: what is required, what is met, and which events counted.',
    description: 'Below the title of the page that tells why a learner has a badge, or not.',
  },
  loading: {
    id: 'learners.standing.loading',
    defaultMessage: 'Explanation',
    description: 'Title of the page that tells why a learner has a badge, or not, while it is loaded.',
  },
  hasBadge: {
    id: 'learners.standing.has-badge',
    defaultMessage: 'The learner has this badge.',
    description: 'Whether a learner has a badge, and why.',
  },
  revoked: {
    id: 'learners.standing.revoked',
    defaultMessage: 'The learner had this badge; it was revoked, and a revoked badge never comes back.',
    description: 'Whether a learner has a badge, and why.',
  },
  revokedComplete: {
    id: 'learners.standing.revoked-complete',
    defaultMessage:
      'The learner had this badge; it was revoked. Everything is met again, but a revoked badge never comes back.',
    description: 'Whether a learner has a badge, and why.',
  },
  completeWithout: {
    id: 'learners.standing.complete-without',
    defaultMessage:
      'The learner does not have this badge, although everything is met: the rules were edited after the last event. The next matching event awards it.',
    description: 'Whether a learner has a badge, and why.',
  },
  incomplete: {
    id: 'learners.standing.incomplete',
    defaultMessage:
      'The learner does not have this badge: {missing, plural, one {# group is} other {# groups are}} not met.',
    description: 'Whether a learner has a badge, and why. A group is a set of requirements of which one is enough.',
  },
  inactive: {
    id: 'learners.standing.inactive',
    defaultMessage: 'The learner does not have this badge: the template is inactive, so no events count for it.',
    description: 'Whether a learner has a badge, and why.',
  },
  reason: {
    id: 'learners.standing.reason',
    defaultMessage: 'Reason: {reason}',
    description: 'Why a badge was revoked, or awarded by hand.',
  },
  toBadge: {
    id: 'learners.standing.to-badge',
    defaultMessage: 'The badge',
    description: 'Link to the page of the badge.',
  },
  toTemplate: {
    id: 'learners.standing.to-template',
    defaultMessage: 'Template:',
    description: 'Before the name of the badge template, which is a link.',
  },
  takes: {
    id: 'learners.standing.takes',
    defaultMessage: 'What is required',
    description: 'Heading: the groups of requirements of a template, each with how the learner stands.',
  },
  takesHelp: {
    id: 'learners.standing.takes-help',
    defaultMessage: 'Every group must be met. Within a group, one requirement is enough.',
    description: 'Below the heading of the requirements of a template.',
  },
  noGroups: {
    id: 'learners.standing.no-groups',
    defaultMessage: 'The template has no requirements.',
    description: 'Where the requirements of a template would be.',
  },
  history: {
    id: 'learners.standing.history',
    defaultMessage: 'What happened',
    description: 'Heading: the history of a learner on a template.',
  },
  noHistory: {
    id: 'learners.standing.no-history',
    defaultMessage: 'No event has counted for this badge yet.',
    description: 'When the history of a learner on a template is empty.',
  },
  noSuch: {
    id: 'learners.standing.no-such',
    defaultMessage: 'There is no such learner or badge template',
    description: 'Title of the page, where the address names a learner or a badge template that is not there.',
  },
});

import { defineMessages } from 'react-intl';

/** What the parts of a badge template are called. */
export const templatePartText = defineMessages({
  name: {
    id: 'history.field.name',
    defaultMessage: 'Name',
    description: 'What somebody changed, before its old and its new value.',
  },
  description: {
    id: 'history.field.description',
    defaultMessage: 'Description',
    description: 'What somebody changed, before its old and its new value.',
  },
  imageUrl: {
    id: 'history.field.image-url',
    defaultMessage: 'Image URL',
    description: 'What somebody changed, before its old and its new value.',
  },
  image: {
    id: 'history.field.image',
    defaultMessage: 'Image',
    description: 'What somebody changed, before its old and its new value.',
  },
  holder: {
    id: 'history.field.holder',
    defaultMessage: 'Issued through',
    description: 'What somebody changed, before its old and its new value.',
  },
  origin: {
    id: 'history.field.origin',
    defaultMessage: 'Provider',
    description: 'What somebody changed, before its old and its new value.',
  },
  organization: {
    id: 'history.field.organization',
    defaultMessage: 'Credly organization',
    description: 'What somebody changed, before its old and its new value.',
  },
  account: {
    id: 'history.field.account',
    defaultMessage: 'Account',
    description: 'What somebody changed, before its old and its new value.',
  },
  group: {
    id: 'history.field.group',
    defaultMessage: 'Group',
    description: 'What somebody changed, before its old and its new value.',
  },
  template: {
    id: 'history.field.template',
    defaultMessage: 'Template',
    description: 'What somebody changed, before its old and its new value.',
  },
  achievement: {
    id: 'history.field.achievement',
    defaultMessage: 'What the badge says',
    description: 'What somebody changed, before its old and its new value.',
  },
  issuer: {
    id: 'history.field.issuer',
    defaultMessage: 'Issuer',
    description: 'What somebody changed, before its old and its new value.',
  },
  type: {
    id: 'history.field.type',
    defaultMessage: 'Kind',
    description: 'What somebody changed, before its old and its new value.',
  },
  criteria: {
    id: 'history.field.criteria',
    defaultMessage: 'Criteria',
    description: 'What somebody changed, before its old and its new value.',
  },
  tags: {
    id: 'history.field.tags',
    defaultMessage: 'Tags',
    description: 'What somebody changed, before its old and its new value.',
  },
  alignments: {
    id: 'history.field.alignments',
    defaultMessage: 'Alignments',
    description: 'What somebody changed, before its old and its new value.',
  },
  language: {
    id: 'history.field.language',
    defaultMessage: 'Language',
    description: 'What somebody changed, before its old and its new value.',
  },
  active: {
    id: 'history.field.active',
    defaultMessage: 'Active',
    description: 'What somebody changed, before its old and its new value.',
  },
  requirements: {
    id: 'history.field.requirements',
    defaultMessage: 'Requirements',
    description: 'What somebody changed, before its old and its new value.',
  },
  penalties: {
    id: 'history.field.penalties',
    defaultMessage: 'Penalties',
    description: 'What somebody changed, before its old and its new value.',
  },
  event: {
    id: 'history.field.event',
    defaultMessage: 'Event',
    description: 'What somebody changed, before its old and its new value.',
  },
  rules: {
    id: 'history.field.rules',
    defaultMessage: 'Rules',
    description: 'What somebody changed, before its old and its new value.',
  },
  path: {
    id: 'history.field.path',
    defaultMessage: 'Value of the event',
    description: 'What somebody changed, before its old and its new value.',
  },
  operator: {
    id: 'history.field.operator',
    defaultMessage: 'Comparison',
    description: 'What somebody changed, before its old and its new value.',
  },
  value: {
    id: 'history.field.value',
    defaultMessage: 'Expected value',
    description: 'What somebody changed, before its old and its new value.',
  },
});

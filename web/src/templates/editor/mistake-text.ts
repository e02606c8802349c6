import { defineMessages } from 'react-intl';

/** What is wrong in a draft, and where. */
export const mistakeText = defineMessages({
  summary: {
    id: 'templates.editor.summary',
    defaultMessage: '{count, plural, one {Fix one thing before you save} other {Fix # things before you save}}',
    description: 'Title above a list of mistakes.',
  },
  needName: { id: 'templates.editor.need-name', defaultMessage: 'Enter a name.', description: 'Mistake of a field.' },
  needUrl: {
    id: 'templates.editor.need-url',
    defaultMessage: 'Enter a complete URL that begins with https:// or http://.',
    description: 'Mistake of a field.',
  },
  needEvent: {
    id: 'templates.editor.need-event',
    defaultMessage: 'Choose an event.',
    description: 'Mistake of a field.',
  },
  needPath: {
    id: 'templates.editor.need-path',
    defaultMessage: 'Choose a value of the event.',
    description: 'Mistake of a field.',
  },
  needValue: {
    id: 'templates.editor.need-value',
    defaultMessage: 'Enter the expected value.',
    description: 'Mistake of a field.',
  },
  needNumber: {
    id: 'templates.editor.need-number',
    defaultMessage: 'Enter a number.',
    description: 'Mistake of a field.',
  },
  needWholeNumber: {
    id: 'templates.editor.need-whole-number',
    defaultMessage: 'Enter a whole number.',
    description: 'Mistake of a field.',
  },
  needId: {
    id: 'templates.editor.need-id',
    defaultMessage:
      'Use lower-case letters, digits, dots, dashes and underscores; begin and end with a letter or digit.',
    description: 'Mistake of the field for an id.',
  },
  needUnique: {
    id: 'templates.editor.need-unique',
    defaultMessage: 'This id is already used here.',
    description: 'Mistake of the field for an id.',
  },
  needAccount: {
    id: 'templates.editor.need-account',
    defaultMessage: 'Choose a connection.',
    description: 'Mistake of a field.',
  },
  needUuid: {
    id: 'templates.editor.need-uuid',
    defaultMessage: 'Enter the id as Credly shows it: 32 digits and letters in five parts.',
    description: 'Mistake of a field.',
  },
  needGroup: {
    id: 'templates.editor.need-group',
    defaultMessage: 'Enter the number of the group, as Accredible shows it.',
    description: 'Mistake of a field.',
  },
  needLanguage: {
    id: 'templates.editor.need-language',
    defaultMessage: 'Enter a language tag such as en, ar or pt-BR, or leave it empty.',
    description: 'Mistake of a field.',
  },
  needShortTags: {
    id: 'templates.editor.need-short-tags',
    defaultMessage: 'A tag can have at most 100 characters. Shorten “{tag}”.',
    description: 'Mistake of the field for tags.',
  },
  atAlignment: {
    id: 'templates.editor.at-alignment',
    defaultMessage: 'Alignment {number}',
    description: 'Where a mistake is: an entry of a framework, such as a skill, that a badge corresponds to.',
  },
  atRequirement: {
    id: 'templates.editor.at-requirement',
    defaultMessage: 'Requirement {number}',
    description: 'Where a mistake is.',
  },
  atPenalty: {
    id: 'templates.editor.at-penalty',
    defaultMessage: 'Penalty {number}',
    description: 'Where a mistake is.',
  },
  atRule: { id: 'templates.editor.at-rule', defaultMessage: 'Rule {number}', description: 'Where a mistake is.' },
});

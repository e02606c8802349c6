import { defineMessages } from 'react-intl';

/** What the editor says of the parts that only badges have which Laurel issues itself. */
export const achievementText = defineMessages({
  title: {
    id: 'templates.achievement.title',
    defaultMessage: 'Public page',
    description: 'Heading above what the public page of a badge says.',
  },
  help: {
    id: 'templates.achievement.help',
    defaultMessage:
      'For badges that this site issues itself. What you write here becomes part of every badge issued from now on; earlier badges do not change.',
    description: 'Below that heading.',
  },
  criteria: {
    id: 'templates.achievement.criteria',
    defaultMessage: 'Criteria',
    description: 'Label of a field: what one has to do for a badge.',
  },
  criteriaHelp: {
    id: 'templates.achievement.criteria-help',
    defaultMessage:
      'What learners do to earn it, in Markdown: **bold**, lists with - or 1., [links](https://example.org). If empty, the requirements are the criteria.',
    description: 'Help of a field. Keep the Markdown signs.',
  },
  issuer: {
    id: 'templates.achievement.issuer',
    defaultMessage: 'Issued through',
    description: 'Label of a choice: in whose name badges are issued.',
  },
  issuerHelp: {
    id: 'templates.achievement.issuer-help',
    defaultMessage: 'In whose name these badges are issued.',
    description: 'Help of a choice.',
  },
  issuerDefault: {
    id: 'templates.achievement.issuer-default',
    defaultMessage: 'The default issuer ({name})',
    description: 'Choice: the issuer of templates that name none.',
  },
  issuerAny: {
    id: 'templates.achievement.issuer-any',
    defaultMessage: 'The default issuer',
    description: 'Choice: the issuer of templates that name none.',
  },
  noIssuer: {
    id: 'templates.achievement.no-issuer',
    defaultMessage:
      'There is no issuer yet. An admin can create one under Connections; until then badges are held back.',
    description: 'Help of a choice that is empty.',
  },
  type: {
    id: 'templates.achievement.type',
    defaultMessage: 'Achievement type',
    description: 'Label of a choice: what kind of achievement a badge is.',
  },
  typeHelp: {
    id: 'templates.achievement.type-help',
    defaultMessage: 'Wallets sort badges by it.',
    description: 'Help of a choice.',
  },
  tags: {
    id: 'templates.achievement.tags',
    defaultMessage: 'Tags',
    description: 'Label of a field: words by which a badge is found.',
  },
  tagsHelp: {
    id: 'templates.achievement.tags-help',
    defaultMessage: 'Words for finding the badge. Press Enter or a comma after each.',
    description: 'Help of a field.',
  },
  alignments: {
    id: 'templates.achievement.alignments',
    defaultMessage: 'Alignments',
    description: 'Heading: entries of frameworks, such as skills, that a badge corresponds to.',
  },
  alignmentsHelp: {
    id: 'templates.achievement.alignments-help',
    defaultMessage: 'Framework entries that the badge corresponds to, such as ESCO skills.',
    description: 'Below that heading.',
  },
  addAlignment: {
    id: 'templates.achievement.add-alignment',
    defaultMessage: 'Add an alignment',
    description: 'Button.',
  },
  alignment: {
    id: 'templates.achievement.alignment',
    defaultMessage: 'Alignment {number}',
    description: 'Heading above the fields of one alignment.',
  },
  removeAlignment: {
    id: 'templates.achievement.remove-alignment',
    defaultMessage: 'Remove alignment {number}',
    description: 'Button.',
  },
  alignmentName: {
    id: 'templates.achievement.alignment-name',
    defaultMessage: 'Name of the entry',
    description: 'Label of a field: the name of a skill, as its framework has it.',
  },
  alignmentUrl: {
    id: 'templates.achievement.alignment-url',
    defaultMessage: 'URL of the entry',
    description: 'Label of a field: where the framework describes the skill.',
  },
  framework: {
    id: 'templates.achievement.framework',
    defaultMessage: 'Framework',
    description: 'Label of a field.',
  },
  frameworkExample: {
    id: 'templates.achievement.framework-example',
    defaultMessage: 'ESCO',
    description: 'Example of the name of a framework of skills.',
  },
  code: {
    id: 'templates.achievement.code',
    defaultMessage: 'Code',
    description: 'Label of a field: the code of a skill in its framework.',
  },
  language: {
    id: 'templates.achievement.language',
    defaultMessage: 'Language',
    description: 'Label of a field: of the texts of a badge.',
  },
  languageHelp: {
    id: 'templates.achievement.language-help',
    defaultMessage: "Language of the texts above, as a tag: en, ar, pt-BR. If empty, the issuer's language.",
    description: 'Help of a field.',
  },
});

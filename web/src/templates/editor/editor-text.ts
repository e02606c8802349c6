import { defineMessages } from 'react-intl';

export const editorText = defineMessages({
  newLead: {
    id: 'templates.editor.new-lead',
    defaultMessage:
      'Describe the badge, and choose the events that learners need for it. You can try it before it counts.',
    description: 'Below the title of the page on which a badge template is made.',
  },
  newTitle: {
    id: 'templates.editor.new-title',
    defaultMessage: 'New template',
    description: 'Title of the page on which a badge template is made.',
  },
  editLead: {
    id: 'templates.editor.edit-lead',
    defaultMessage: 'Once you save, progress is measured by the new rules. Badges that were already awarded stay.',
    description: 'Below the title of the page on which a badge template is changed.',
  },
  editTitle: {
    id: 'templates.editor.edit-title',
    defaultMessage: 'Edit “{name}”',
    description: 'Title of the page on which a badge template is changed.',
  },
  copyOf: {
    id: 'templates.editor.copy-of',
    defaultMessage: 'Copy of {name}',
    description: 'Name of a template that begins as a copy of another one.',
  },
  basics: {
    id: 'templates.editor.basics',
    defaultMessage: 'The badge',
    description: 'Heading above name, description and image of a badge template.',
  },
  name: {
    id: 'templates.editor.name',
    defaultMessage: 'Name',
    description: 'Label of a field: name of a badge template.',
  },
  namePlaceholder: {
    id: 'templates.editor.name-placeholder',
    defaultMessage: 'Demo graduate',
    description: 'Example of the name of a badge.',
  },
  description: {
    id: 'templates.editor.description',
    defaultMessage: 'Description',
    description: 'Label of a field: description of a badge template.',
  },
  descriptionHelp: {
    id: 'templates.editor.description-help',
    defaultMessage: 'What the badge stands for. Learners see this.',
    description: 'Help of a field.',
  },
  origin: {
    id: 'templates.editor.origin',
    defaultMessage: 'Issued through',
    description: 'Label of a choice: who holds the badges outside.',
  },
  originOpenedx: {
    id: 'templates.editor.origin-openedx',
    defaultMessage: 'This site',
    description: 'Choice: Laurel holds the badges.',
  },
  fromOutside: {
    id: 'templates.editor.from-outside',
    defaultMessage:
      'This template is synced with {provider}: its name, description and image come from there. Change them there; the next sync brings them here. What a learner must do is set here.',
    description: 'Above the fields of a template that was taken over from Credly or Accredible.',
  },
  organization: {
    id: 'templates.editor.organization',
    defaultMessage: 'Credly organization',
    description: 'Label of a choice.',
  },
  credlyTemplate: {
    id: 'templates.editor.credly-template',
    defaultMessage: 'Credly template id',
    description: 'Label of a field. The id is a UUID.',
  },
  account: {
    id: 'templates.editor.account',
    defaultMessage: 'Accredible account',
    description: 'Label of a choice: the account at Accredible.',
  },
  group: {
    id: 'templates.editor.group',
    defaultMessage: 'Accredible group number',
    description: 'Label of a field.',
  },
  syncInstead: {
    id: 'templates.editor.sync-instead',
    defaultMessage:
      'Templates that exist there are imported automatically: sync the connection instead of entering the id here.',
    description: 'Help below the id of a template at Credly or the number of a group at Accredible.',
  },
  noAccounts: {
    id: 'templates.editor.no-accounts',
    defaultMessage: 'There is no such connection yet. An admin can create one under Connections.',
    description: 'When no account of a provider is connected.',
  },
  advanced: {
    id: 'templates.editor.advanced',
    defaultMessage: 'Advanced',
    description: 'Button that shows further fields.',
  },
  templateId: {
    id: 'templates.editor.template-id',
    defaultMessage: 'Template id',
    description: 'Label of a field.',
  },
  requirementId: {
    id: 'templates.editor.requirement-id',
    defaultMessage: 'Requirement id',
    description: 'Label of a field.',
  },
  penaltyId: {
    id: 'templates.editor.penalty-id',
    defaultMessage: 'Penalty id',
    description: 'Label of a field.',
  },
  idHelp: {
    id: 'templates.editor.id-help',
    defaultMessage:
      'Generated from the text above. The history, badges.yaml and the API use it. It does not change when texts change.',
    description: 'Help of the field for an id.',
  },
  idFixed: {
    id: 'templates.editor.id-fixed',
    defaultMessage: 'The id of a template can’t be changed: everything that was earned refers to it.',
    description: 'Help of the field for an id that can’t be changed.',
  },
  requirements: {
    id: 'templates.editor.requirements',
    defaultMessage: 'What a learner must do',
    description: 'Heading above the requirements.',
  },
  requirementsHelp: {
    id: 'templates.editor.requirements-help',
    defaultMessage: 'Every group must be met. Within a group, one requirement is enough.',
    description: 'Below the heading of the requirements.',
  },
  requirementsEmpty: {
    id: 'templates.editor.requirements-empty',
    defaultMessage: 'Nothing yet. Add what a learner must do, for example pass a course.',
    description: 'In place of the requirements.',
  },
  addRequirement: {
    id: 'templates.editor.add-requirement',
    defaultMessage: 'Add a requirement',
    description: 'Button: adds a requirement that must be met, too.',
  },
  addAlternative: {
    id: 'templates.editor.add-alternative',
    defaultMessage: 'Add an alternative',
    description: 'Button in a box: adds a requirement that is enough in place of those in the box.',
  },
  box: {
    id: 'templates.editor.box',
    defaultMessage: 'Group {label}',
    description: 'Name of a box of requirements. {label} is a letter.',
  },
  boxAlone: {
    id: 'templates.editor.box-alone',
    defaultMessage: 'Must be met',
    description: 'On a box with a single requirement.',
  },
  requirementNumber: {
    id: 'templates.editor.requirement-number',
    defaultMessage: 'Requirement {number}',
    description: 'Heading of a requirement.',
  },
  requirementDescription: {
    id: 'templates.editor.requirement-description',
    defaultMessage: 'Summary',
    description: 'Label of a field: description of a requirement.',
  },
  requirementPlaceholder: {
    id: 'templates.editor.requirement-placeholder',
    defaultMessage: 'Pass the Demo course',
    description: 'Example of the description of a requirement.',
  },
  together: {
    id: 'templates.editor.together',
    defaultMessage: 'How it counts',
    description: 'Label of a choice: alone, or together with other requirements.',
  },
  alone: {
    id: 'templates.editor.alone',
    defaultMessage: 'On its own: must be met',
    description: 'Choice: the requirement is a group of its own.',
  },
  togetherWith: {
    id: 'templates.editor.together-with',
    defaultMessage: 'As an alternative to “{requirement}”',
    description: 'Choice: the requirement joins a group. {requirement} is a description.',
  },
  moved: {
    id: 'templates.editor.moved',
    defaultMessage: 'Requirement {number} moved.',
    description: 'Said by screen readers after a requirement went into another group.',
  },
  moreRequirement: {
    id: 'templates.editor.more-requirement',
    defaultMessage: 'Actions for requirement {number}',
    description: 'Name of a menu.',
  },
  removePenalty: {
    id: 'templates.editor.remove-penalty',
    defaultMessage: 'Remove penalty {number}',
    description: 'Name of a button.',
  },
  duplicate: {
    id: 'templates.editor.duplicate',
    defaultMessage: 'Duplicate',
    description: 'Menu item: makes a copy of a requirement.',
  },
  penalise: {
    id: 'templates.editor.penalise',
    defaultMessage: 'Add a penalty for it',
    description: 'Menu item: adds a penalty that resets this requirement.',
  },
  remove: {
    id: 'templates.editor.remove',
    defaultMessage: 'Remove',
    description: 'Menu item: removes a requirement or a penalty.',
  },
  penalties: {
    id: 'templates.editor.penalties',
    defaultMessage: 'What revokes the badge',
    description: 'Heading above the penalties.',
  },
  penaltiesHelp: {
    id: 'templates.editor.penalties-help',
    defaultMessage:
      'A penalty resets the requirements that you select. If the badge is then no longer complete, it is revoked.',
    description: 'Below the heading of the penalties.',
  },
  penaltiesEmpty: {
    id: 'templates.editor.penalties-empty',
    defaultMessage: 'Nothing: once earned, the badge stays.',
    description: 'In place of the penalties.',
  },
  penaltiesForGood: {
    id: 'templates.editor.penalties-for-good',
    defaultMessage:
      'Where a result can change back, such as a pass that a regrade removes for a day, a penalty costs the learner the badge permanently. Do not use one there.',
    description: 'Where penalties are made: what losing a badge means.',
  },
  penaltyDescriptionHelp: {
    id: 'templates.editor.penalty-description-help',
    defaultMessage:
      "Learners who lose the badge through it read this as the reason, and so does everyone on the badge's public page.",
    description: 'Help of the field that says what a penalty is.',
  },
  addPenalty: { id: 'templates.editor.add-penalty', defaultMessage: 'Add a penalty', description: 'Button.' },
  penaltyNumber: {
    id: 'templates.editor.penalty-number',
    defaultMessage: 'Penalty {number}',
    description: 'Heading of a penalty.',
  },
  penaltyPlaceholder: {
    id: 'templates.editor.penalty-placeholder',
    defaultMessage: 'Fails the Demo course after all',
    description: 'Example of the description of a penalty.',
  },
  resets: {
    id: 'templates.editor.resets',
    defaultMessage: 'Resets',
    description: 'Label of a list of requirements to tick.',
  },
  draftOutdated: {
    id: 'templates.editor.draft-outdated',
    defaultMessage: 'The template has been changed since. When you save, you see what others changed, and choose.',
    description: 'Beside a draft that was kept on the device: what it was based on is not the newest any more.',
  },
  unsaved: {
    id: 'templates.editor.unsaved',
    defaultMessage: 'Unsaved changes',
    description: 'Beside the button that saves.',
  },
  allSaved: {
    id: 'templates.editor.all-saved',
    defaultMessage: 'Everything is saved',
    description: 'Beside the button that saves.',
  },
  cancel: { id: 'templates.editor.cancel', defaultMessage: 'Cancel', description: 'Button: leaves the editor.' },
  save: { id: 'templates.editor.save', defaultMessage: 'Save', description: 'Button.' },
  create: {
    id: 'templates.editor.create',
    defaultMessage: 'Create template',
    description: 'Button: makes the badge template that was entered.',
  },
});

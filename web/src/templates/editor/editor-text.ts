import { defineMessages } from 'react-intl';

export const editorText = defineMessages({
  newTitle: {
    id: 'templates.editor.new-title',
    defaultMessage: 'New template',
    description: 'Title of the page on which a badge template is made.',
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
    defaultMessage: 'What the badge stands for. Learners read it.',
    description: 'Help of a field.',
  },
  image: {
    id: 'templates.editor.image',
    defaultMessage: 'Address of the image',
    description: 'Label of a field: URL of the picture of a badge.',
  },
  imageHelp: {
    id: 'templates.editor.image-help',
    defaultMessage: 'An address that begins with https://. May stay empty.',
    description: 'Help of a field.',
  },
  origin: {
    id: 'templates.editor.origin',
    defaultMessage: 'Held by',
    description: 'Label of a choice: who holds the badges outside.',
  },
  originOpenedx: {
    id: 'templates.editor.origin-openedx',
    defaultMessage: 'Laurel itself',
    description: 'Choice: Laurel holds the badges.',
  },
  fromOutside: {
    id: 'templates.editor.from-outside',
    defaultMessage:
      'Name, description and image come from {provider}: the next sync sets them again. Change them there.',
    description: 'Above the fields of a template that was taken over from Credly or Accredible.',
  },
  organization: {
    id: 'templates.editor.organization',
    defaultMessage: 'Credly organization',
    description: 'Label of a choice.',
  },
  credlyTemplate: {
    id: 'templates.editor.credly-template',
    defaultMessage: 'Id of the template at Credly',
    description: 'Label of a field. The id is a UUID.',
  },
  account: {
    id: 'templates.editor.account',
    defaultMessage: 'Accredible API config',
    description: 'Label of a choice: the account at Accredible.',
  },
  group: {
    id: 'templates.editor.group',
    defaultMessage: 'Number of the group at Accredible',
    description: 'Label of a field.',
  },
  syncInstead: {
    id: 'templates.editor.sync-instead',
    defaultMessage:
      'Templates that exist there come in by themselves: sync the connection instead of entering the id here.',
    description: 'Help below the id of a template at Credly or the number of a group at Accredible.',
  },
  noAccounts: {
    id: 'templates.editor.no-accounts',
    defaultMessage: 'No such connection yet. An admin can make one under Connections.',
    description: 'When no account of a provider is connected.',
  },
  advanced: {
    id: 'templates.editor.advanced',
    defaultMessage: 'Advanced',
    description: 'Button that shows further fields.',
  },
  templateId: {
    id: 'templates.editor.template-id',
    defaultMessage: 'Id of the template',
    description: 'Label of a field.',
  },
  requirementId: {
    id: 'templates.editor.requirement-id',
    defaultMessage: 'Id of the requirement',
    description: 'Label of a field.',
  },
  penaltyId: {
    id: 'templates.editor.penalty-id',
    defaultMessage: 'Id of the penalty',
    description: 'Label of a field.',
  },
  idHelp: {
    id: 'templates.editor.id-help',
    defaultMessage:
      'Made from the text above; it names this in history, badges.yaml and the API. It stays the same when texts change later.',
    description: 'Help of the field for an id.',
  },
  idFixed: {
    id: 'templates.editor.id-fixed',
    defaultMessage: 'The id of a template can’t be changed: everything that was earned goes by it.',
    description: 'Help of the field for an id that can’t be changed.',
  },
  requirements: {
    id: 'templates.editor.requirements',
    defaultMessage: 'What a learner must do',
    description: 'Heading above the requirements.',
  },
  requirementsHelp: {
    id: 'templates.editor.requirements-help',
    defaultMessage: 'Every box must be met. In a box with several requirements, any one of them is enough.',
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
    defaultMessage: 'What it is',
    description: 'Label of a field: description of a requirement.',
  },
  requirementPlaceholder: {
    id: 'templates.editor.requirement-placeholder',
    defaultMessage: 'Pass the Demo course',
    description: 'Example of the description of a requirement.',
  },
  event: {
    id: 'templates.editor.event',
    defaultMessage: 'Event',
    description: 'Label of a choice: which event fulfills a requirement.',
  },
  noEvent: {
    id: 'templates.editor.no-event',
    defaultMessage: 'No event fits. Only events of the settings (BADGES_CONFIG.events) can be chosen.',
    description: 'When a search among event types finds nothing.',
  },
  rules: {
    id: 'templates.editor.rules',
    defaultMessage: 'Only if',
    description: 'Heading above data rules: conditions on the values of the event.',
  },
  rulesEmpty: {
    id: 'templates.editor.rules-empty',
    defaultMessage: 'Every event of this type counts. Add a rule to narrow it down.',
    description: 'In place of data rules.',
  },
  addRule: { id: 'templates.editor.add-rule', defaultMessage: 'Add a rule', description: 'Button: adds a data rule.' },
  removeRule: {
    id: 'templates.editor.remove-rule',
    defaultMessage: 'Remove rule {number}',
    description: 'Name of a button.',
  },
  rule: {
    id: 'templates.editor.rule',
    defaultMessage: 'Rule {number}',
    description: 'Name of the fields of a data rule, for screen readers.',
  },
  path: {
    id: 'templates.editor.path',
    defaultMessage: 'Value of the event',
    description: 'Label of a choice: the key path that a rule looks at.',
  },
  pathPlaceholder: {
    id: 'templates.editor.path-placeholder',
    defaultMessage: 'Choose a value',
    description: 'Placeholder of a choice.',
  },
  noPath: {
    id: 'templates.editor.no-path',
    defaultMessage: 'The event has no such value',
    description: 'When a search among key paths finds nothing.',
  },
  operator: {
    id: 'templates.editor.operator',
    defaultMessage: 'Comparison',
    description: 'Label of a choice: is, is not.',
  },
  value: { id: 'templates.editor.value', defaultMessage: 'Expected value', description: 'Label of a field.' },
  isTrue: {
    id: 'templates.editor.true',
    defaultMessage: 'true',
    description: 'A boolean value, as it stands in events.',
  },
  isFalse: {
    id: 'templates.editor.false',
    defaultMessage: 'false',
    description: 'A boolean value, as it stands in events.',
  },
  courseHelp: {
    id: 'templates.editor.course-help',
    defaultMessage: 'The course key, as in the address of the course in the LMS: course-v1:Organization+Course+Run.',
    description: 'Help of a field. The part from course-v1 on stays as it is.',
  },
  ccxHelp: {
    id: 'templates.editor.ccx-help',
    defaultMessage: 'The key of the custom course: ccx-v1:Organization+Course+Run+ccx@Number.',
    description: 'Help of a field. The part from ccx-v1 on stays as it is.',
  },
  courseOdd: {
    id: 'templates.editor.course-odd',
    defaultMessage: 'This does not look like a course key; they begin with course-v1: and have two plus signs.',
    description: 'Hint below a field. It is not an error.',
  },
  ccxOdd: {
    id: 'templates.editor.ccx-odd',
    defaultMessage:
      'This does not look like the key of a custom course; they begin with ccx-v1: and end with ccx@ and a number.',
    description: 'Hint below a field. It is not an error.',
  },
  together: {
    id: 'templates.editor.together',
    defaultMessage: 'Counts',
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
    defaultMessage: 'What takes it away',
    description: 'Heading above the penalties.',
  },
  penaltiesHelp: {
    id: 'templates.editor.penalties-help',
    defaultMessage:
      'A penalty resets the requirements that you tick. If the badge is no longer complete then, it is revoked.',
    description: 'Below the heading of the penalties.',
  },
  penaltiesEmpty: {
    id: 'templates.editor.penalties-empty',
    defaultMessage: 'Nothing: once earned, the badge stays.',
    description: 'In place of the penalties.',
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
    defaultMessage: 'Make the template',
    description: 'Button: makes the badge template that was entered.',
  },
  summary: {
    id: 'templates.editor.summary',
    defaultMessage:
      '{count, plural, one {One thing must be mended before it can be saved} other {# things must be mended before it can be saved}}',
    description: 'Title above a list of mistakes.',
  },
  needName: { id: 'templates.editor.need-name', defaultMessage: 'Give it a name.', description: 'Mistake of a field.' },
  needUrl: {
    id: 'templates.editor.need-url',
    defaultMessage: 'Enter a whole address that begins with https:// or http://.',
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
    defaultMessage: 'Enter the value that is expected.',
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
    defaultMessage: 'Another one here has this id.',
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

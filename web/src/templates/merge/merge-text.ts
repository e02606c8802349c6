import { defineMessages } from 'react-intl';

/** When two people have changed the same template: what is shown, and what is asked. */
export const mergeText = defineMessages({
  title: {
    id: 'templates.merge.title',
    defaultMessage: 'This template was changed while you were editing',
    description: 'Title of a dialog about two people who edit the same template.',
  },
  savedBy: {
    id: 'templates.merge.saved-by',
    defaultMessage: '{who} saved it {when}. Your changes are still here, and not saved yet.',
    description: '{who} is one or several names; {when} is a relative time, such as "2 minutes ago".',
  },
  bySync: {
    id: 'templates.merge.by-sync',
    defaultMessage: 'A sync',
    description:
      'In place of the name of a person: a sync with Credly or Accredible. Begins a sentence, or stands in a list.',
  },
  bySomebody: {
    id: 'templates.merge.by-somebody',
    defaultMessage: 'Somebody else',
    description: 'In place of the name of a person that is not known. Begins a sentence, or stands in a list.',
  },
  nothingDiffers: {
    id: 'templates.merge.nothing-differs',
    defaultMessage:
      'What they changed is not in the editor: the template was activated or deactivated, or they made the same changes as you.',
    description: 'When the other person has changed nothing that overlaps, and nothing that the editor shows.',
  },
  theirs: {
    id: 'templates.merge.theirs',
    defaultMessage: 'Changed by them, and kept',
    description: 'Heading above a list of changes of somebody else.',
  },
  mine: {
    id: 'templates.merge.mine',
    defaultMessage: 'Changed by you, and kept',
    description: 'Heading above a list of changes of the reader.',
  },
  conflicts: {
    id: 'templates.merge.conflicts',
    defaultMessage:
      '{count, plural, one {You both changed this. Choose:} other {You both changed these. Choose for each:}}',
    description: 'Heading above choices between two changes.',
  },
  useMine: {
    id: 'templates.merge.use-mine',
    defaultMessage: 'Yours: {value}',
    description: 'Choice: what the reader has entered.',
  },
  useTheirs: {
    id: 'templates.merge.use-theirs',
    defaultMessage: 'Theirs: {value}',
    description: 'Choice: what somebody else has saved.',
  },
  before: {
    id: 'templates.merge.before',
    defaultMessage: 'Before: {value}',
    description: 'What something was before two people changed it.',
  },
  choose: {
    id: 'templates.merge.choose',
    defaultMessage: 'Choose one of the two.',
    description: 'Mistake of a choice that was not made.',
  },
  save: {
    id: 'templates.merge.save',
    defaultMessage: 'Save both changes',
    description: 'Button: saves the template with the changes of both people.',
  },
  from: {
    id: 'templates.merge.from-to',
    defaultMessage: '{part}: {before} → {after}',
    description: 'A change. {part} is what was changed, {before} and {after} what it was and is.',
  },
  nothing: {
    id: 'templates.merge.nothing',
    defaultMessage: 'nothing',
    description: 'In place of a text or value that is empty.',
  },
  removed: {
    id: 'templates.merge.removed',
    defaultMessage: 'removed',
    description: 'In place of a requirement or penalty that somebody has removed.',
  },
  absent: {
    id: 'templates.merge.absent',
    defaultMessage: 'did not exist',
    description: 'In place of a requirement or penalty that was not there yet.',
  },
  ofRequirement: {
    id: 'templates.merge.of-requirement',
    defaultMessage: 'Requirement “{name}”: {field}',
    description: 'Part of a template. {field} is one of: description, condition.',
  },
  ofPenalty: {
    id: 'templates.merge.of-penalty',
    defaultMessage: 'Penalty “{name}”: {field}',
    description: 'Part of a template. {field} is one of: description, condition, what it resets.',
  },
  requirement: {
    id: 'templates.merge.requirement',
    defaultMessage: 'Requirement “{name}”',
    description: 'Part of a template.',
  },
  penalty: {
    id: 'templates.merge.penalty',
    defaultMessage: 'Penalty “{name}”',
    description: 'Part of a template.',
  },
  condition: {
    id: 'templates.merge.condition',
    defaultMessage: 'which events count',
    description: 'Part of a requirement or penalty: its event and its rules.',
  },
  itemDescription: {
    id: 'templates.merge.item-description',
    defaultMessage: 'summary',
    description: 'Part of a requirement or penalty: its description.',
  },
  resets: {
    id: 'templates.merge.resets',
    defaultMessage: 'what it resets',
    description: 'Part of a penalty: the requirements that it resets.',
  },
  groups: {
    id: 'templates.merge.groups',
    defaultMessage: 'Which requirements are alternatives',
    description: 'Part of a template: how its requirements are grouped.',
  },
  image: {
    id: 'templates.merge.image',
    defaultMessage: 'Image',
    description: 'Part of a template: the picture that was uploaded.',
  },
  imageUrl: {
    id: 'templates.merge.image-url',
    defaultMessage: 'Image URL',
    description: 'Part of a template: where its picture is.',
  },
});

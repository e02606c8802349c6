import { defineMessages } from 'react-intl';

export const dialogsText = defineMessages({
  activateTitle: {
    id: 'templates.activate.title',
    defaultMessage: 'Activate “{name}”?',
    description: 'Title of a dialog.',
  },
  activateHelp: {
    id: 'templates.activate.help',
    defaultMessage:
      'From now on, matching events count, and learners who meet everything get the badge. Earlier events do not count again.',
    description: 'In the dialog that activates a template.',
  },
  activatePenalties: {
    id: 'templates.activate.penalties',
    defaultMessage:
      '{count, plural, one {Its penalty can revoke the badge.} other {Its # penalties can revoke the badge.}}',
    description: 'In the dialog that activates a template; a sentence follows that such a badge never comes back.',
  },
  activateOutside: {
    id: 'templates.activate.outside',
    defaultMessage: 'Each badge is also issued at {provider}.',
    description: 'In the dialog that activates a template. {provider} is Credly or Accredible.',
  },
  activateMistakes: {
    id: 'templates.activate.mistakes',
    defaultMessage: '{count, plural, one {One problem prevents activation:} other {# problems prevent activation:}}',
    description: 'In the dialog that activates a template, before a list of mistakes.',
  },
  activateFirst: {
    id: 'templates.activate.first',
    defaultMessage: 'Fix it in the editor',
    description: 'Button: leads to the editor, where mistakes can be mended.',
  },
  deactivateTitle: {
    id: 'templates.deactivate.title',
    defaultMessage: 'Deactivate “{name}”?',
    description: 'Title of a dialog.',
  },
  deactivateHelp: {
    id: 'templates.deactivate.help',
    defaultMessage:
      'Events no longer count, neither for the badge nor against it. Events in the meantime do not count later either.',
    description: 'In the dialog that deactivates a template.',
  },
  useProgress: {
    id: 'templates.use.progress',
    defaultMessage:
      '{count, plural, =0 {Nobody is in progress.} one {# learner is in progress and stays where they are.} other {# learners are in progress and stay where they are.}}',
    description: 'In the dialog that deactivates a template.',
  },
  useHolders: {
    id: 'templates.use.holders',
    defaultMessage:
      '{count, plural, =0 {Nobody has the badge.} one {# learner has the badge and keeps it.} other {# learners have the badge and keep it.}}',
    description: 'In dialogs that deactivate or edit a template.',
  },
  editTitle: {
    id: 'templates.edit-warning.title',
    defaultMessage: 'Save changes to an active template?',
    description: 'Title of a dialog.',
  },
  editHelp: {
    id: 'templates.edit-warning.help',
    defaultMessage:
      'The changed rules apply to events from now on. What learners have fulfilled stays fulfilled, and the change is kept in the history.',
    description: 'In the dialog that warns before an active template is changed.',
  },
  editProgress: {
    id: 'templates.edit-warning.progress',
    defaultMessage:
      '{count, plural, =0 {Nobody is in progress.} one {# learner is in progress and continues under the changed rules.} other {# learners are in progress and continue under the changed rules.}}',
    description: 'In the dialog that warns before an active template is changed.',
  },
  editConfirm: {
    id: 'templates.edit-warning.confirm',
    defaultMessage: 'Save changes',
    description: 'Button of a dialog.',
  },
  deleteTitle: { id: 'templates.delete.title', defaultMessage: 'Delete “{name}”?', description: 'Title of a dialog.' },
  deleteHelp: {
    id: 'templates.delete.help',
    defaultMessage: 'It was never used, so no learner loses anything. It can’t be restored.',
    description: 'In the dialog that deletes a template.',
  },
  deleteUsedTitle: {
    id: 'templates.delete-used.title',
    defaultMessage: '“{name}” can’t be deleted',
    description: 'Title of a dialog.',
  },
  deleteUsed: {
    id: 'templates.delete-used',
    defaultMessage:
      'Learners have progress on it or have its badge, and their history depends on it. Deactivate it instead: then nothing more counts for it, and badges stay as they are.',
    description: 'Why a template that was used can’t be deleted.',
  },
  keepEditing: {
    id: 'templates.conflict.keep',
    defaultMessage: 'Keep editing',
    description: 'Button: closes the dialog and saves nothing.',
  },
  takeTheirs: {
    id: 'templates.conflict.take-theirs',
    defaultMessage: 'Use theirs and discard my changes',
    description: 'Button of the dialog about two people who edit the same template.',
  },
});

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
      'From now on, events that fit count, and learners who meet everything get the badge. Events from before do not count again.',
    description: 'In the dialog that activates a template.',
  },
  activatePenalties: {
    id: 'templates.activate.penalties',
    defaultMessage:
      '{count, plural, one {Its penalty can take the badge away.} other {Its # penalties can take the badge away.}}',
    description: 'In the dialog that activates a template; a sentence follows that such a badge never comes back.',
  },
  activateOutside: {
    id: 'templates.activate.outside',
    defaultMessage: 'Each badge is also issued at {provider}.',
    description: 'In the dialog that activates a template. {provider} is Credly or Accredible.',
  },
  activateMistakes: {
    id: 'templates.activate.mistakes',
    defaultMessage:
      '{count, plural, one {One thing keeps it from being activated:} other {# things keep it from being activated:}}',
    description: 'In the dialog that activates a template, before a list of mistakes.',
  },
  activateFirst: {
    id: 'templates.activate.first',
    defaultMessage: 'Mend it in the editor',
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
      'Events no longer count for it, neither towards the badge nor against it. What happens in the meantime is not made up for later.',
    description: 'In the dialog that deactivates a template.',
  },
  useProgress: {
    id: 'templates.use.progress',
    defaultMessage:
      '{count, plural, =0 {Nobody is in progress.} one {# learner is in progress and stops where they are.} other {# learners are in progress and stop where they are.}}',
    description: 'In the dialog that deactivates a template.',
  },
  useHolders: {
    id: 'templates.use.holders',
    defaultMessage:
      '{count, plural, =0 {Nobody holds the badge.} one {# learner holds the badge and keeps it.} other {# learners hold the badge and keep it.}}',
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
      'The changed rules count for events from now on. What learners have fulfilled stays fulfilled, and the change is kept in the history.',
    description: 'In the dialog that warns before an active template is changed.',
  },
  editProgress: {
    id: 'templates.edit-warning.progress',
    defaultMessage:
      '{count, plural, =0 {Nobody is in progress.} one {# learner is in progress and goes on under the changed rules.} other {# learners are in progress and go on under the changed rules.}}',
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
    defaultMessage: 'It was never used, so nothing of any learner is lost. It can’t be brought back.',
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
      'Learners have progress on it or hold its badge, and their history rests on it. Deactivate it instead: then nothing counts for it any more, and badges stay as they are.',
    description: 'Why a template that was used can’t be deleted.',
  },
  keepEditing: {
    id: 'templates.conflict.keep',
    defaultMessage: 'Keep editing',
    description: 'Button: closes the dialog and saves nothing.',
  },
  takeTheirs: {
    id: 'templates.conflict.take-theirs',
    defaultMessage: 'Take theirs, drop my changes',
    description: 'Button of the dialog about two people who edit the same template.',
  },
});

import { defineMessages } from 'react-intl';

export const moveText = defineMessages({
  title: {
    id: 'templates.move.title',
    defaultMessage: "Issue this template's badges elsewhere?",
    description: 'Title of a dialog: badges of the template will be issued elsewhere from now on.',
  },
  issued: {
    id: 'templates.move.issued',
    defaultMessage:
      '{count, plural, =0 {No badge is issued elsewhere yet.} one {# badge is, or may be, issued elsewhere already.} other {# badges are, or may be, issued elsewhere already.}}',
    description: 'In the dialog about another holder of a template.',
  },
  waiting: {
    id: 'templates.move.waiting',
    defaultMessage:
      '{count, plural, =0 {No badge is waiting to be issued.} one {# badge has not been issued yet, and is issued at the new place.} other {# badges have not been issued yet, and are issued at the new place.}}',
    description: 'In the dialog about another holder of a template.',
  },
  question: {
    id: 'templates.move.question',
    defaultMessage: 'What happens to issued badges',
    description: 'Label of a choice.',
  },
  stay: {
    id: 'templates.move.stay',
    defaultMessage: 'They stay where they are',
    description: 'Choice: what becomes of issued badges.',
  },
  stayHelp: {
    id: 'templates.move.stay.help',
    defaultMessage: 'When one is revoked, it is revoked there.',
    description: 'Below the choice "They stay where they are".',
  },
  again: {
    id: 'templates.move.again',
    defaultMessage: 'They are also issued at the new place',
    description: 'Choice: what becomes of issued badges.',
  },
  againHelp: {
    id: 'templates.move.again.help',
    defaultMessage: 'Learners then have the badge at both, and when one is revoked, it is revoked at both.',
    description: 'Below the choice "They are also issued at the new place".',
  },
  confirm: {
    id: 'templates.move.confirm',
    defaultMessage: 'Save and move',
    description: 'Button: saves the template with another holder.',
  },
});

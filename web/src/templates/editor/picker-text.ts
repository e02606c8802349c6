import { defineMessages } from 'react-intl';

/** Choosing a template that an account has at Credly or Accredible. */
export const pickerText = defineMessages({
  label: {
    id: 'templates.picker.label',
    defaultMessage: 'Template at {provider}',
    description: 'Label of a choice among the templates that an account has at Credly or Accredible.',
  },
  help: {
    id: 'templates.picker.help',
    defaultMessage: 'Type part of its name. Name, description and image come from there.',
    description: 'Help of a choice.',
  },
  empty: {
    id: 'templates.picker.empty',
    defaultMessage: 'This account has no templates yet. Create one at {provider} first.',
    description: 'In place of the help of a choice, when there is nothing to choose.',
  },
  used: {
    id: 'templates.picker.used',
    defaultMessage: 'Already used by “{name}”',
    description: 'Why a template can’t be chosen: another badge template is issued through it.',
  },
  active: {
    id: 'templates.picker.active',
    defaultMessage: 'Active',
    description: 'State of a template at its provider.',
  },
  refused: {
    id: 'templates.picker.refused',
    defaultMessage:
      '{provider} rejected the key of this connection, so its templates can’t be listed. An admin can enter a new key under Connections. You can enter the id yourself.',
    description: 'When the templates of an account can’t be listed. What the provider said follows.',
  },
  away: {
    id: 'templates.picker.away',
    defaultMessage:
      '{provider} is not responding as it should, so its templates can’t be listed. Try again in a moment, or enter the id yourself.',
    description: 'When the templates of an account can’t be listed. What the provider said follows.',
  },
  byHand: {
    id: 'templates.picker.by-hand',
    defaultMessage: 'Enter the id yourself',
    description: 'Opens a field for the id of a template at Credly, or the number of a group at Accredible.',
  },
});

import { defineMessages } from 'react-intl';

export const oneText = defineMessages({
  lead: {
    id: 'connections.one.lead',
    defaultMessage:
      'An account at a provider: whether its key works, how its badges are doing, and what its syncs changed.',
    description: 'Below the title of the page of a connection.',
  },
  state: { id: 'connections.one.state', defaultMessage: 'Status', description: 'Heading.' },
  key: { id: 'connections.one.key', defaultMessage: 'Key and test', description: 'Heading.' },
  keyHidden: {
    id: 'connections.one.key.hidden',
    defaultMessage: 'The key is stored encrypted and never shown.',
    description: "Says that a key can't be looked at.",
  },
  edit: { id: 'connections.one.edit', defaultMessage: 'Edit', description: 'Button: edits a connection.' },
  editTitle: {
    id: 'connections.one.edit.title',
    defaultMessage: 'Edit {name}',
    description: 'Title of a dialog. {name} is an account.',
  },
  save: { id: 'connections.one.save', defaultMessage: 'Save', description: 'Button.' },
  saved: {
    id: 'connections.one.saved',
    defaultMessage: 'The connection has been changed.',
    description: 'After a connection was edited.',
  },
  newKey: {
    id: 'connections.one.new-key',
    defaultMessage: 'New key',
    description: 'Label of a field: a key in place of the one that is stored.',
  },
  newKeyHelp: {
    id: 'connections.one.new-key.help',
    defaultMessage:
      'Leave it empty to keep the current key. A new key is tested before it is saved. It ends a pause, and failed deliveries are retried with it.',
    description: 'Below the field for a new key.',
  },
  changedMeanwhile: {
    id: 'connections.one.changed-meanwhile',
    defaultMessage: 'Somebody else has changed it in the meantime',
    description: 'Title: a connection was edited by two people at once.',
  },
  changedMeanwhileHelp: {
    id: 'connections.one.changed-meanwhile.help',
    defaultMessage:
      'It is now called “{name}”, and its key dates from {date}. Review your changes, and save again if they still apply.',
    description: 'What to do when a connection was edited by two people at once.',
  },
  remove: { id: 'connections.one.remove', defaultMessage: 'Disconnect', description: 'Button: removes a connection.' },
  removeTitle: {
    id: 'connections.one.remove.title',
    defaultMessage: 'Disconnect {name}',
    description: 'Title of a dialog. {name} is an account.',
  },
  removeQuestion: {
    id: 'connections.one.remove.question',
    defaultMessage:
      'Laurel deletes the key. Templates, badges and history stay, and badges at the provider do not change. You can disconnect only while no template of the account is active and no delivery is waiting.',
    description: 'In the dialog, before a connection is removed.',
  },
  removeHeld: {
    id: 'connections.one.remove.held',
    defaultMessage:
      '{count, plural, one {# awarded badge was issued there. Without the key Laurel can no longer revoke or change it.} other {# awarded badges were issued there. Without the key Laurel can no longer revoke or change them.}}',
    description: 'In the dialog, before a connection is removed that badges depend on.',
  },
  removeAnyway: {
    id: 'connections.one.remove.anyway',
    defaultMessage: 'Disconnect anyway',
    description: 'Button: removes a connection although badges depend on it.',
  },
  removed: {
    id: 'connections.one.removed',
    defaultMessage: '{name} has been disconnected.',
    description: 'After a connection was removed.',
  },
});

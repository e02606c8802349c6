import { defineMessages } from 'react-intl';

export const refusedText = defineMessages({
  refused: {
    id: 'connections.refused',
    defaultMessage: 'The provider rejected it, so nothing was saved',
    description: 'Title: an API key was tried before it was saved, and the provider refuses the key or the account.',
  },
  refusedHelp: {
    id: 'connections.refused.help',
    defaultMessage: 'Correct it and try again. If saved as it is, the connection will not work until this is fixed.',
    description: 'What to do about a key that the provider refuses. Below it is the button “Save anyway”.',
  },
  unreachable: {
    id: 'connections.unreachable',
    defaultMessage: 'The key could not be tested, so nothing was saved',
    description: 'Title: the provider gave no usable answer when an API key was tried before it was saved.',
  },
  unreachableHelp: {
    id: 'connections.unreachable.help',
    defaultMessage:
      'If you are sure of the key, save it anyway: the connection is shown as not working until a test, a sync or a delivery succeeds.',
    description: 'What to do about a key that could not be tried. Below it is the button “Save anyway”.',
  },
  saveAnyway: {
    id: 'connections.refused.save',
    defaultMessage: 'Save anyway',
    description: 'Button: saves an API key although it does not work.',
  },
});

import { defineMessages } from 'react-intl';

export const settleText = defineMessages({
  button: {
    id: 'badges.settle',
    defaultMessage: 'Settle…',
    description: 'Button: opens a dialog in which somebody says that nothing more is to be done at the provider.',
  },
  title: {
    id: 'badges.settle.title',
    defaultMessage: 'Settle “{template}”',
    description: 'Title of that dialog. {template} is the name of the badge template.',
  },
  when: {
    id: 'badges.settle.when',
    defaultMessage:
      'Do this when you know that the provider has nothing for this badge: it was deleted there, say, or belongs to somebody else.',
    description: 'In that dialog.',
  },
  nothingSent: {
    id: 'badges.settle.nothing-sent',
    defaultMessage: 'Nothing is sent to the provider, and nothing is tried again.',
    description: 'In that dialog.',
  },
  stays: {
    id: 'badges.settle.stays',
    defaultMessage: 'Here it stays as it is, awarded or revoked.',
    description: 'In that dialog.',
  },
  acknowledge: {
    id: 'badges.settle.acknowledge',
    defaultMessage: 'I know that this cannot be undone',
    description: 'Box to tick in that dialog.',
  },
  confirm: { id: 'badges.settle.confirm', defaultMessage: 'Settle the badge', description: 'Button in that dialog.' },
  done: { id: 'badges.settle.done', defaultMessage: 'The badge is settled.', description: 'After that.' },
});

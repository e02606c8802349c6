import { defineMessages } from 'react-intl';

/** Who did something, as the end of a sentence. */
export const actorText = defineMessages({
  user: { id: 'shared.by.user', defaultMessage: 'by {name}', description: 'Who did something: a person.' },
  key: {
    id: 'shared.by.key',
    defaultMessage: 'by the API key “{name}”',
    description: 'Who did something: a program with an API key.',
  },
  command: {
    id: 'shared.by.command',
    defaultMessage: 'by {name}, on the command line',
    description: 'Who did something: a person on the machine where Laurel runs.',
  },
  someUser: {
    id: 'shared.by.some-user',
    defaultMessage: 'by a user',
    description: 'That a person did something, to those who may not see who.',
  },
  someKey: {
    id: 'shared.by.some-key',
    defaultMessage: 'by an API key',
    description: 'That a program did something, to those who may not see which.',
  },
  someCommand: {
    id: 'shared.by.some-command',
    defaultMessage: 'on the command line',
    description: 'Where something was done, to those who may not see by whom.',
  },
});

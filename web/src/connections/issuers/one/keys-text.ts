import { defineMessages } from 'react-intl';

export const keysText = defineMessages({
  title: { id: 'connections.issuer.keys', defaultMessage: 'Keys', description: 'Heading above the keys of an issuer.' },
  help: {
    id: 'connections.issuer.keys.help',
    defaultMessage: 'The private keys are stored encrypted and never shown.',
    description: 'Below that heading.',
  },
  algorithm: {
    id: 'connections.issuer.keys.algorithm',
    defaultMessage: 'Algorithm',
    description: 'Label.',
  },
  purpose: { id: 'connections.issuer.keys.purpose', defaultMessage: 'Signs', description: 'Label.' },
  credential: {
    id: 'connections.issuer.keys.credential',
    defaultMessage: 'The badges themselves',
    description: 'What a key signs.',
  },
  token: {
    id: 'connections.issuer.keys.token',
    defaultMessage: 'Badges as JWT, on demand',
    description: 'What a key signs.',
  },
  made: { id: 'connections.issuer.keys.made', defaultMessage: 'Created on', description: 'Label: a date.' },
  ended: {
    id: 'connections.issuer.keys.ended',
    defaultMessage: 'Out of use since',
    description: 'Label: a date.',
  },
  inUse: { id: 'connections.issuer.keys.in-use', defaultMessage: 'In use', description: 'State of a key: it signs.' },
  retired: {
    id: 'connections.issuer.keys.retired',
    defaultMessage: 'Retired',
    description: 'State of a key: it signs no more, and what it has signed verifies.',
  },
  revoked: {
    id: 'connections.issuer.keys.revoked',
    defaultMessage: 'Revoked',
    description: 'State of a key: what it has signed does not verify.',
  },
  rotate: { id: 'connections.issuer.rotate', defaultMessage: 'Rotate keys', description: 'Button.' },
  rotateTitle: {
    id: 'connections.issuer.rotate.title',
    defaultMessage: 'Rotate the keys of {name}?',
    description: 'Title of a question. {name} is an issuer.',
  },
  rotateQuestion: {
    id: 'connections.issuer.rotate.question',
    defaultMessage:
      'Badges are signed with new keys from then on. The private parts of the old keys are destroyed. This can’t be undone.',
    description: 'What rotating keys does.',
  },
  rotateKept: {
    id: 'connections.issuer.rotate.kept',
    defaultMessage:
      '{count, plural, =0 {It has issued no badge yet.} one {The badge it has issued can still be verified.} other {The # badges it has issued can still be verified.}}',
    description: 'What rotating keys leaves as it is.',
  },
  rotated: {
    id: 'connections.issuer.rotated',
    defaultMessage: '{name} now signs with new keys.',
    description: 'After keys were rotated.',
  },
});

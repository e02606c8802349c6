import { defineMessages } from 'react-intl';

/** What the page of an issuer says of a key that leaked. */
export const leakText = defineMessages({
  revoke: {
    id: 'connections.issuer.revoke-key',
    defaultMessage: 'Revoke leaked key…',
    description: 'Button beside a key of an issuer: opens a dialog in which the key is revoked.',
  },
  revokeOne: {
    id: 'connections.issuer.revoke-key.one',
    defaultMessage: 'Revoke leaked key… ({id})',
    description: 'The same button, for screen readers. {id} is a key, such as key-1.',
  },
  title: {
    id: 'connections.issuer.revoke-key.title',
    defaultMessage: 'Revoke {id}?',
    description: 'Title of a question. {id} is a key, such as key-1.',
  },
  final: {
    id: 'connections.issuer.revoke-key.final',
    defaultMessage: "Only for a key that has fallen into the wrong hands. This can't be undone.",
    description: 'In the dialog in which a key of an issuer is revoked.',
  },
  nothingVerifies: {
    id: 'connections.issuer.revoke-key.nothing-verifies',
    defaultMessage: 'Nothing signed with it can be verified any more, no matter who signed it.',
    description: 'What revoking a key does.',
  },
  signedAgain: {
    id: 'connections.issuer.revoke-key.signed-again',
    defaultMessage:
      '{signed, plural, =0 {No badge here was signed with it.} one {One badge here was signed with it ({live, plural, one {valid now} other {no longer valid}}). It is signed again with another key, at the same address.} other {# badges here were signed with it; {live, number} of them are valid now. They are signed again with another key, at the same addresses.}}',
    description:
      'What revoking a key does, with the number of badges, and of those that are neither revoked nor expired.',
  },
  copies: {
    id: 'connections.issuer.revoke-key.copies',
    defaultMessage: 'Files and wallets keep the old signature: learners have to download or add their badges again.',
    description: 'What revoking a key does.',
  },
  successor: {
    id: 'connections.issuer.revoke-key.successor',
    defaultMessage: 'A new key replaces it.',
    description: 'What revoking a key does that still signs.',
  },
  notRotate: {
    id: 'connections.issuer.revoke-key.not-rotate',
    defaultMessage: 'If it did not leak, rotate keys instead: then everything can still be verified.',
    description: 'In the dialog in which a key of an issuer is revoked.',
  },
  confirm: { id: 'connections.issuer.revoke-key.confirm', defaultMessage: 'Revoke the key', description: 'Button.' },
  done: {
    id: 'connections.issuer.revoke-key.done',
    defaultMessage: '{id} is revoked.',
    description: 'After a key was revoked. {id} is a key, such as key-1.',
  },
  waiting: {
    id: 'connections.issuer.revoke-key.waiting',
    defaultMessage:
      '{count, plural, one {One badge still has to be signed again.} other {# badges still have to be signed again.}}',
    description: 'Beside a key that was revoked.',
  },
  signed: {
    id: 'connections.issuer.keys.signed',
    defaultMessage: 'Badges',
    description: 'Label: how many badges a key has signed.',
  },
});

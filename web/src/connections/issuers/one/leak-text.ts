import { defineMessages } from 'react-intl';

/** What the page of an issuer says of a key that leaked. */
export const leakText = defineMessages({
  revoke: {
    id: 'connections.issuer.revoke-key',
    defaultMessage: 'It leaked…',
    description: 'Button beside a key of an issuer: opens a dialog in which the key is revoked.',
  },
  revokeOne: {
    id: 'connections.issuer.revoke-key.one',
    defaultMessage: 'It leaked… ({id})',
    description: 'The same button, for screen readers. {id} is a key, such as key-1.',
  },
  title: {
    id: 'connections.issuer.revoke-key.title',
    defaultMessage: 'Revoke {id}?',
    description: 'Title of a question. {id} is a key, such as key-1.',
  },
  final: {
    id: 'connections.issuer.revoke-key.final',
    defaultMessage: 'This is for a key that fell into wrong hands, and cannot be undone.',
    description: 'In the dialog in which a key of an issuer is revoked.',
  },
  nothingVerifies: {
    id: 'connections.issuer.revoke-key.nothing-verifies',
    defaultMessage: 'Nothing that it signed verifies any more, whoever signed with it.',
    description: 'What revoking a key does.',
  },
  signedAgain: {
    id: 'connections.issuer.revoke-key.signed-again',
    defaultMessage:
      '{signed, plural, =0 {No badge here was signed by it.} one {One badge here was signed by it ({live, plural, one {it counts now} other {it counts no more}}). It is signed again by another key, at the same address.} other {# badges here were signed by it, of which {live, number} count now. They are signed again by another key, at the same addresses.}}',
    description:
      'What revoking a key does, with the number of badges, and of those that are neither revoked nor expired.',
  },
  copies: {
    id: 'connections.issuer.revoke-key.copies',
    defaultMessage: 'Files and wallets keep the old signature: learners have to take their badges once more.',
    description: 'What revoking a key does.',
  },
  successor: {
    id: 'connections.issuer.revoke-key.successor',
    defaultMessage: 'A new key signs in its place.',
    description: 'What revoking a key does that still signs.',
  },
  notRotate: {
    id: 'connections.issuer.revoke-key.not-rotate',
    defaultMessage: 'If it did not leak, rotate keys instead: then everything still verifies.',
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
      '{count, plural, one {One badge is still to be signed again.} other {# badges are still to be signed again.}}',
    description: 'Beside a key that was revoked.',
  },
  signed: {
    id: 'connections.issuer.keys.signed',
    defaultMessage: 'Badges',
    description: 'Label: how many badges a key has signed.',
  },
});

import { defineMessages } from 'react-intl';

export const issuersText = defineMessages({
  title: {
    id: 'connections.issuers',
    defaultMessage: 'Issuers of this site',
    description: 'Heading above those in whose name Laurel itself issues badges.',
  },
  lead: {
    id: 'connections.issuers.lead',
    defaultMessage:
      'An issuer signs the badges that this site issues itself, as Open Badges 3.0. They can be verified anywhere, without a provider.',
    description: 'Below that heading.',
  },
  noneTitle: {
    id: 'connections.issuers.none.title',
    defaultMessage: 'There is no issuer yet',
    description: 'Title when nobody issues badges in the name of this site.',
  },
  none: {
    id: 'connections.issuers.none',
    defaultMessage: 'Badges issued through this site are awarded now, and issued once there is an issuer.',
    description: 'When nobody issues badges in the name of this site.',
  },
  noneWaiting: {
    id: 'connections.issuers.none.waiting',
    defaultMessage: '{count, plural, one {# badge is waiting.} other {# badges are waiting.}}',
    description: 'After that: how many badges are held back.',
  },
  noneAsk: {
    id: 'connections.issuers.none.ask',
    defaultMessage: 'A Laurel admin can create one.',
    description: 'When there is no issuer, for people who may not make one.',
  },
  makeFirst: {
    id: 'connections.issuers.make-first',
    defaultMessage: 'Create the first issuer',
    description: 'Button.',
  },
  make: { id: 'connections.issuers.make', defaultMessage: 'Create another issuer', description: 'Button.' },
  isDefault: {
    id: 'connections.issuers.default',
    defaultMessage: 'Default',
    description: 'Beside the issuer of badge templates that name no issuer.',
  },
  issued: {
    id: 'connections.issuers.issued',
    defaultMessage: 'Issued badges',
    description: 'Label: how many badges an issuer has issued.',
  },
  revoked: {
    id: 'connections.issuers.revoked',
    defaultMessage: 'Revoked badges',
    description: 'Label: how many of the issued badges are revoked.',
  },
  templates: {
    id: 'connections.issuers.templates',
    defaultMessage: 'Templates that use it',
    description: 'Label: how many badge templates name this issuer.',
  },
  heldBack: {
    id: 'connections.issuers.held-back',
    defaultMessage: '{count, plural, one {# badge is} other {# badges are}} held back',
    description: 'Title of a warning: badges that were awarded while there was no issuer.',
  },
  heldBackHelp: {
    id: 'connections.issuers.held-back.help',
    defaultMessage:
      '{count, plural, one {It was} other {They were}} awarded while there was no issuer. Issued now, {count, plural, one {it is} other {they are}} dated when {count, plural, one {it was} other {they were}} earned.',
    description: 'What that means.',
  },
  heldBackList: {
    id: 'connections.issuers.held-back.list',
    defaultMessage: 'Which badges these are',
    description: 'Link to the list of badges that were awarded while there was no issuer.',
  },
  issueMissing: {
    id: 'connections.issuers.issue-missing',
    defaultMessage: '{count, plural, one {Issue # badge} other {Issue # badges}}',
    description: 'Button: issues the badges that were held back.',
  },
  issuedMissing: {
    id: 'connections.issuers.issued-missing',
    defaultMessage:
      '{count, plural, =0 {No badge is held back any more} one {# badge is being issued} other {# badges are being issued}}',
    description: 'Result of that button.',
  },
  issuedMissingHelp: {
    id: 'connections.issuers.issued-missing.help',
    defaultMessage: 'They are signed one by one. See the progress on the page “Badges”.',
    description: 'Below that result. "Badges" is the title of a page.',
  },
});

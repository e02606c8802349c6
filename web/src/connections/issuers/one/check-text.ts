import { defineMessages } from 'react-intl';

export const checkText = defineMessages({
  title: {
    id: 'connections.issuer.check',
    defaultMessage: 'Public addresses',
    description: 'Heading: where verifiers of badges fetch what they need.',
  },
  lead: {
    id: 'connections.issuer.check.lead',
    defaultMessage:
      'Wallets, and everyone who verifies a badge, fetch these addresses from anywhere and without signing in.',
    description: 'Below that heading.',
  },
  check: {
    id: 'connections.issuer.check.do',
    defaultMessage: 'Check addresses',
    description: 'Button: fetches the public addresses of an issuer.',
  },
  allGood: {
    id: 'connections.issuer.check.good',
    defaultMessage: 'All addresses work',
    description: 'Result of the check.',
  },
  notGood: {
    id: 'connections.issuer.check.bad',
    defaultMessage: 'Some addresses of this issuer do not work',
    description: 'Result of the check.',
  },
  didDocument: {
    id: 'connections.issuer.check.did-document',
    defaultMessage: 'DID document, with the public keys',
    description: 'What is at an address.',
  },
  wallets: {
    id: 'connections.issuer.check.wallets',
    defaultMessage: 'For wallets (OpenID4VCI)',
    description: 'What is at an address.',
  },
  profile: { id: 'connections.issuer.check.profile', defaultMessage: 'Profile', description: 'What is at an address.' },
  good: {
    id: 'connections.issuer.check.outcome.good',
    defaultMessage: 'Works.',
    description: 'What was found at an address.',
  },
  redirect: {
    id: 'connections.issuer.check.outcome.redirect',
    defaultMessage: 'Redirects to another address, which verifiers do not follow. It must answer directly.',
    description: 'What was found at an address.',
  },
  status: {
    id: 'connections.issuer.check.outcome.status',
    defaultMessage:
      'Answers with an error. The proxy in front of Laurel must pass this address through without authentication.',
    description: 'What was found at an address.',
  },
  noAnswer: {
    id: 'connections.issuer.check.outcome.no-answer',
    defaultMessage:
      'No response. LAUREL_PUBLIC_URL must be reachable from everywhere: check DNS, the certificate and the firewall.',
    description: 'What was found at an address.',
  },
  otherIssuer: {
    id: 'connections.issuer.check.outcome.other-issuer',
    defaultMessage: 'Something else responds there. LAUREL_PUBLIC_URL must lead to this site.',
    description: 'What was found at an address.',
  },
  keysLacking: {
    id: 'connections.issuer.check.outcome.keys-lacking',
    defaultMessage: 'An outdated copy responds there, without the current keys. Clear the cache in front of Laurel.',
    description: 'What was found at an address.',
  },
  preview: {
    id: 'connections.issuer.did-preview',
    defaultMessage: 'Show the DID document',
    description: 'Opens a preview of a document with public keys.',
  },
  previewName: {
    id: 'connections.issuer.did-preview.name',
    defaultMessage: 'DID document',
    description: 'Names a text that can be copied.',
  },
});

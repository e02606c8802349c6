import { defineMessages } from 'react-intl';

/** What an issuer says of itself, in forms and as facts. */
export const profileText = defineMessages({
  name: { id: 'connections.issuer.name', defaultMessage: 'Name', description: 'Label: who issues badges.' },
  nameHelp: {
    id: 'connections.issuer.name.help',
    defaultMessage: 'As badges and wallets show it.',
    description: 'Below the field for the name of an issuer.',
  },
  needName: {
    id: 'connections.issuer.name.needed',
    defaultMessage: 'Enter a name.',
    description: 'When the field is empty.',
  },
  url: {
    id: 'connections.issuer.url',
    defaultMessage: 'Home page',
    description: 'Label: the URL of the home page of an issuer.',
  },
  urlHelp: {
    id: 'connections.issuer.url.help',
    defaultMessage: 'For example https://academy.example.org.',
    description: 'Below the field for the home page of an issuer.',
  },
  needUrl: {
    id: 'connections.issuer.url.needed',
    defaultMessage: 'Enter the address of the home page, with https://.',
    description: 'When the field is empty or holds something else.',
  },
  email: { id: 'connections.issuer.email', defaultMessage: 'E-mail address', description: 'Label.' },
  emailHelp: {
    id: 'connections.issuer.email.help',
    defaultMessage: 'Optional. A public address for questions about badges.',
    description: 'Below the field for the e-mail address of an issuer.',
  },
  needEmail: {
    id: 'connections.issuer.email.needed',
    defaultMessage: 'This is not an e-mail address.',
    description: 'When the field holds something else.',
  },
  language: { id: 'connections.issuer.language', defaultMessage: 'Language', description: 'Label.' },
  languageHelp: {
    id: 'connections.issuer.language.help',
    defaultMessage: 'For badges whose template sets no language, as a language tag: en, ar, pt-BR.',
    description: 'Below the field for the language of an issuer.',
  },
  needLanguage: {
    id: 'connections.issuer.language.needed',
    defaultMessage: 'Enter a language tag such as en or pt-BR.',
    description: 'When the field is empty or holds something else.',
  },
  slug: {
    id: 'connections.issuer.slug',
    defaultMessage: 'Name in the URL',
    description: 'Label: the last part of the addresses of an issuer.',
  },
  slugHelp: {
    id: 'connections.issuer.slug.help',
    defaultMessage: 'Its public address ends with /issuers/{slug}. It can’t be changed later.',
    description: 'Below that field.',
  },
  needSlug: {
    id: 'connections.issuer.slug.needed',
    defaultMessage: 'Use 1 to 63 lower-case Latin letters, digits and hyphens, such as acme-academy.',
    description: 'When the field is empty or holds something else.',
  },
});

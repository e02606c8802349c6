import { defineMessages } from 'react-intl';

export const newIssuerText = defineMessages({
  title: {
    id: 'connections.issuer.new',
    defaultMessage: 'Create an issuer',
    description: 'Title of the page that makes an issuer of badges.',
  },
  lead: {
    id: 'connections.issuer.new.lead',
    defaultMessage: 'It gets its own keys, with which Laurel signs badges in its name.',
    description: 'Below that title.',
  },
  section: {
    id: 'connections.issuer.new.section',
    defaultMessage: 'Issuer details',
    description: 'Heading above a form.',
  },
  stays: {
    id: 'connections.issuer.new.stays',
    defaultMessage:
      'The public address of this site becomes part of every badge: {address}. Before you create an issuer, make sure that this address is permanent.',
    description: 'What to think of beforehand. {address} is a URL.',
  },
  logo: {
    id: 'connections.issuer.new.logo',
    defaultMessage: 'Logo',
    description: 'Heading above the choice of a picture for a new issuer.',
  },
  logoHelp: {
    id: 'connections.issuer.new.logo.help',
    defaultMessage: 'Shown on its public pages and in its badges. You can add it later.',
    description: 'Below that heading; what may be uploaded follows.',
  },
  logoUpload: { id: 'connections.issuer.new.logo.upload', defaultMessage: 'Upload a logo', description: 'Button.' },
  logoRemove: { id: 'connections.issuer.new.logo.remove', defaultMessage: 'Remove the logo', description: 'Button.' },
  logoAlt: {
    id: 'connections.issuer.new.logo.alt',
    defaultMessage: 'The uploaded logo',
    description: 'For those who do not see the picture.',
  },
  submit: { id: 'connections.issuer.new.submit', defaultMessage: 'Create issuer', description: 'Button.' },
  done: {
    id: 'connections.issuer.new.done',
    defaultMessage: '{name} issues badges from now on.',
    description: 'After an issuer was made.',
  },
});

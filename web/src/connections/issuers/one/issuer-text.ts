import { defineMessages } from 'react-intl';

export const issuerText = defineMessages({
  facts: { id: 'connections.issuer.facts', defaultMessage: 'About this issuer', description: 'Heading.' },
  did: { id: 'connections.issuer.did', defaultMessage: 'DID', description: 'Label: a decentralized identifier.' },
  profileUrl: {
    id: 'connections.issuer.profile-url',
    defaultMessage: 'Public page',
    description: 'Label: the address of the public page of an issuer.',
  },
  made: { id: 'connections.issuer.made', defaultMessage: 'Created on', description: 'Label: a date.' },
  defaultHelp: {
    id: 'connections.issuer.default.help',
    defaultMessage: 'It issues the badges of all templates that do not choose an issuer.',
    description: 'Beside the default issuer.',
  },
  edit: { id: 'connections.issuer.edit', defaultMessage: 'Edit', description: 'Button: edits an issuer.' },
  editTitle: {
    id: 'connections.issuer.edit.title',
    defaultMessage: 'Edit {name}',
    description: 'Title of a dialog. {name} is an issuer.',
  },
  editHelp: {
    id: 'connections.issuer.edit.help',
    defaultMessage: 'Applies to badges issued from now on. Earlier badges do not change.',
    description: 'In that dialog.',
  },
  save: { id: 'connections.issuer.save', defaultMessage: 'Save', description: 'Button.' },
  saved: {
    id: 'connections.issuer.saved',
    defaultMessage: 'The issuer has been changed.',
    description: 'After an issuer was edited.',
  },
  changedMeanwhile: {
    id: 'connections.issuer.changed-meanwhile',
    defaultMessage: 'Somebody has changed it in the meantime',
    description: 'Title of a warning, when two people edit the same issuer.',
  },
  changedMeanwhileHelp: {
    id: 'connections.issuer.changed-meanwhile.help',
    defaultMessage: 'It is now called {name}, with the home page {url}. Save again to replace that with your version.',
    description: 'What to do about that.',
  },
  logo: { id: 'connections.issuer.logo', defaultMessage: 'Logo', description: 'Heading.' },
  logoHelp: {
    id: 'connections.issuer.logo.help',
    defaultMessage: 'A square PNG or SVG of up to 512 KB. It is shown on public pages and in wallets.',
    description: 'Below that heading.',
  },
  logoNone: {
    id: 'connections.issuer.logo.none',
    defaultMessage: 'This issuer has no logo yet.',
    description: 'When there is no logo.',
  },
  logoAlt: {
    id: 'connections.issuer.logo.alt',
    defaultMessage: 'Logo of {name}',
    description: 'Names a picture, for screen readers. {name} is an issuer.',
  },
  logoUpload: { id: 'connections.issuer.logo.upload', defaultMessage: 'Upload a logo', description: 'Button.' },
  logoRemove: { id: 'connections.issuer.logo.remove', defaultMessage: 'Remove the logo', description: 'Button.' },
  logoSaved: {
    id: 'connections.issuer.logo.saved',
    defaultMessage: 'The issuer has a new logo.',
    description: 'After a logo was uploaded.',
  },
  logoRemoved: {
    id: 'connections.issuer.logo.removed',
    defaultMessage: 'The logo has been removed.',
    description: 'After a logo was removed.',
  },
  remove: { id: 'connections.issuer.remove', defaultMessage: 'Remove', description: 'Button: removes an issuer.' },
  removeTitle: {
    id: 'connections.issuer.remove.title',
    defaultMessage: 'Remove {name}?',
    description: 'Title of a question. {name} is an issuer.',
  },
  removeQuestion: {
    id: 'connections.issuer.remove.question',
    defaultMessage: 'Its keys are destroyed, and its public addresses stop working. This can’t be undone.',
    description: 'What removing an issuer does.',
  },
  removed: {
    id: 'connections.issuer.removed',
    defaultMessage: '{name} has been removed.',
    description: 'After an issuer was removed.',
  },
  inUseTitle: {
    id: 'connections.issuer.in-use',
    defaultMessage: '{name} can’t be removed',
    description: 'Title, in place of the question whether an issuer is to be removed.',
  },
  inUseIssued: {
    id: 'connections.issuer.in-use.issued',
    defaultMessage:
      'It has issued {count, plural, one {# badge, which} other {# badges, which}} could not be verified without its keys. Choose another issuer in the templates instead: this one then issues nothing more, and its badges stay valid.',
    description: 'Why an issuer can not be removed, and what to do.',
  },
  inUseTemplates: {
    id: 'connections.issuer.in-use.templates',
    defaultMessage:
      '{count, plural, one {# badge template uses it} other {# badge templates use it}}. Choose another issuer there first.',
    description: 'Why an issuer can not be removed, and what to do.',
  },
});

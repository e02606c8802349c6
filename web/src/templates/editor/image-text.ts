import { defineMessages } from 'react-intl';

export const imageText = defineMessages({
  label: {
    id: 'templates.editor.picture',
    defaultMessage: 'Picture',
    description: 'Heading above the picture of a badge.',
  },
  upload: { id: 'templates.editor.picture.upload', defaultMessage: 'Upload a picture', description: 'Button.' },
  uploadOther: {
    id: 'templates.editor.picture.upload-other',
    defaultMessage: 'Upload another picture',
    description: 'Button, where there is a picture.',
  },
  remove: {
    id: 'templates.editor.picture.remove',
    defaultMessage: 'Remove the uploaded picture',
    description: 'Button.',
  },
  alt: {
    id: 'templates.editor.picture.alt',
    defaultMessage: 'The picture of the badge',
    description: 'For those who do not see the picture.',
  },
  size: {
    id: 'templates.editor.picture.size',
    defaultMessage: '{width, number} × {height, number} pixels',
    description: 'Below a picture: its width and height.',
  },
  notSquare: {
    id: 'templates.editor.picture.not-square',
    defaultMessage: 'It is not square: wallets may crop it or leave a border.',
    description: 'Below a picture.',
  },
  unseen: {
    id: 'templates.editor.picture.unseen',
    defaultMessage: 'No picture can be loaded from this address.',
    description: 'In the place of a picture whose URL leads to none.',
  },
  address: {
    id: 'templates.editor.image',
    defaultMessage: 'Image URL',
    description: 'Label of a field: URL of the picture of a badge.',
  },
  addressHelp: {
    id: 'templates.editor.image-help',
    defaultMessage: 'In place of an upload: an address that begins with https://. May stay empty.',
    description: 'Help of a field.',
  },
  addressUnused: {
    id: 'templates.editor.image-unused',
    defaultMessage: 'Not used while there is an uploaded picture.',
    description: 'Help of the field for the URL of a picture.',
  },
});

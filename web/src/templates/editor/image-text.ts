import { defineMessages } from 'react-intl';

export const imageText = defineMessages({
  label: {
    id: 'templates.editor.picture',
    defaultMessage: 'Image',
    description: 'Heading above the picture of a badge.',
  },
  upload: { id: 'templates.editor.picture.upload', defaultMessage: 'Upload an image', description: 'Button.' },
  uploadOther: {
    id: 'templates.editor.picture.upload-other',
    defaultMessage: 'Upload another image',
    description: 'Button, where there is a picture.',
  },
  remove: {
    id: 'templates.editor.picture.remove',
    defaultMessage: 'Remove the uploaded image',
    description: 'Button.',
  },
  alt: {
    id: 'templates.editor.picture.alt',
    defaultMessage: 'The image of the badge',
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
    defaultMessage: 'No image can be loaded from this URL.',
    description: 'In the place of a picture whose URL leads to none.',
  },
  address: {
    id: 'templates.editor.image',
    defaultMessage: 'Image URL',
    description: 'Label of a field: URL of the picture of a badge.',
  },
  addressHelp: {
    id: 'templates.editor.image-help',
    defaultMessage: 'Instead of an upload: a URL that begins with https://. Optional.',
    description: 'Help of a field.',
  },
  addressUnused: {
    id: 'templates.editor.image-unused',
    defaultMessage: 'Not used while there is an uploaded image.',
    description: 'Help of the field for the URL of a picture.',
  },
});

import { defineMessages } from 'react-intl';

/** What is read-only in a template that is synced with Credly or Accredible. */
export const syncedText = defineMessages({
  imageAddress: {
    id: 'templates.synced.image-url',
    defaultMessage: 'Image URL',
    description: 'Name of a fact: where the picture of a badge is.',
  },
  noDescription: {
    id: 'templates.synced.no-description',
    defaultMessage: 'None',
    description: 'In place of the description of a badge template that has none.',
  },
  noImage: {
    id: 'templates.synced.no-image',
    defaultMessage: 'None',
    description: 'In place of the image URL of a badge template that has none.',
  },
});

import { defineMessages } from 'react-intl';

export const previewText = defineMessages({
  open: { id: 'templates.preview.open', defaultMessage: 'Preview the public page', description: 'Button.' },
  title: {
    id: 'templates.preview.title',
    defaultMessage: 'The public page of the badge',
    description: 'Title of a dialog that shows a page as everybody would see it.',
  },
  help: {
    id: 'templates.preview.help',
    defaultMessage: 'As everybody can see it once the first badge is issued. Links do not work here.',
    description: 'Above the preview of a page.',
  },
  frame: {
    id: 'templates.preview.frame',
    defaultMessage: 'Preview of “{name}”',
    description: 'Name of a frame, for screen readers. {name} is a badge template.',
  },
});

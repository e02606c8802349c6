import type { MessageDescriptor } from 'react-intl';
import type { Origin } from '../../../src/rules/template.ts';
import { sharedText } from './shared-text.ts';

/** Who holds the badges of a template, by name. */
export const originText: Readonly<Record<Origin, MessageDescriptor>> = {
  openedx: sharedText.openedx,
  credly: sharedText.credly,
  accredible: sharedText.accredible,
};

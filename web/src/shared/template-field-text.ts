import type { MessageDescriptor } from 'react-intl';
import { historyDetailsText } from './history-details-text.ts';

/** What can change in a badge template, by name. */
export const templateFieldText: Readonly<Record<string, MessageDescriptor>> = {
  name: historyDetailsText.fieldName,
  description: historyDetailsText.fieldDescription,
  imageUrl: historyDetailsText.fieldImage,
  holder: historyDetailsText.fieldHolder,
  achievement: historyDetailsText.fieldAchievement,
  active: historyDetailsText.fieldActive,
  requirements: historyDetailsText.fieldRequirements,
  penalties: historyDetailsText.fieldPenalties,
};

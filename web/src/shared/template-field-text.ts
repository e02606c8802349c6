import type { MessageDescriptor } from 'react-intl';
import type { TemplateField } from '../../../src/store/engine/templates.ts';
import { historyText } from './history-text.ts';

/** What can change in a badge template, by name. */
export const templateFieldText: Readonly<Record<TemplateField, MessageDescriptor>> = {
  name: historyText.fieldName,
  description: historyText.fieldDescription,
  imageUrl: historyText.fieldImage,
  holder: historyText.fieldHolder,
  achievement: historyText.fieldAchievement,
  active: historyText.fieldActive,
  requirements: historyText.fieldRequirements,
  penalties: historyText.fieldPenalties,
};

import type { MessageDescriptor } from 'react-intl';
import type { KeyRole } from '../../../src/api/schemas/people.ts';
import { shellText } from './shell-text.ts';

/** The roles by their names. */
export const roleText: Readonly<Record<KeyRole, MessageDescriptor>> = {
  metrics: shellText.roleMetrics,
  retirement: shellText.roleRetirement,
  viewer: shellText.roleViewer,
  designer: shellText.roleDesigner,
  operator: shellText.roleOperator,
  admin: shellText.roleAdmin,
};

import type { MessageDescriptor } from 'react-intl';
import type { Role } from '../../../src/api/schemas/people.ts';
import { shellText } from './shell-text.ts';

/** The roles by their names. */
export const roleText: Readonly<Record<Role, MessageDescriptor>> = {
  viewer: shellText.roleViewer,
  designer: shellText.roleDesigner,
  operator: shellText.roleOperator,
  admin: shellText.roleAdmin,
};

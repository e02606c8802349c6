import {
  IconAward,
  IconCertificate,
  IconHistory,
  IconKey,
  IconLayoutDashboard,
  IconMailPause,
  IconPlugConnected,
  IconSchool,
  IconSettings,
  IconTools,
  IconUnlink,
  IconUsers,
} from '@tabler/icons-react';
import type { Icon } from '@tabler/icons-react';
import type { LinkProps } from '@tanstack/react-router';
import type { MessageDescriptor } from 'react-intl';
import type { Permission } from '../../../src/api/schemas/people.ts';
import { shellText } from './shell-text.ts';

export interface NavigationItem {
  readonly to: NonNullable<LinkProps['to']>;
  readonly label: MessageDescriptor;
  readonly icon: Icon;
  /** Who sees it; as the page's own `asks`. */
  readonly asks: Permission;
}

export interface NavigationSection {
  readonly id: string;
  /** Null: no heading. */
  readonly label: MessageDescriptor | null;
  readonly items: readonly NavigationItem[];
}

/** The navigation, in its order. A person sees what their role may. */
export const navigationSections: readonly NavigationSection[] = [
  {
    id: 'start',
    label: null,
    items: [{ to: '/', label: shellText.navOverview, icon: IconLayoutDashboard, asks: 'read' }],
  },
  {
    id: 'badges',
    label: shellText.navDesign,
    items: [
      { to: '/templates', label: shellText.navTemplates, icon: IconCertificate, asks: 'read' },
      { to: '/learners', label: shellText.navLearners, icon: IconSchool, asks: 'read' },
      { to: '/badges', label: shellText.navBadges, icon: IconAward, asks: 'read' },
    ],
  },
  {
    id: 'operate',
    label: shellText.navOperate,
    items: [
      { to: '/connections', label: shellText.navConnections, icon: IconPlugConnected, asks: 'read' },
      { to: '/parked', label: shellText.navParked, icon: IconMailPause, asks: 'read' },
      { to: '/gaps', label: shellText.navGaps, icon: IconUnlink, asks: 'read' },
      { to: '/maintenance', label: shellText.navMaintenance, icon: IconTools, asks: 'operate' },
      { to: '/history', label: shellText.navHistory, icon: IconHistory, asks: 'read' },
    ],
  },
  {
    id: 'administer',
    label: shellText.navAdminister,
    items: [
      { to: '/people', label: shellText.navPeople, icon: IconUsers, asks: 'administer' },
      { to: '/api-keys', label: shellText.navApiKeys, icon: IconKey, asks: 'administer' },
      { to: '/settings', label: shellText.navSettings, icon: IconSettings, asks: 'administer' },
    ],
  },
];

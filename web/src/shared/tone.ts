import type { Icon } from '@tabler/icons-react';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClock, IconX } from '@tabler/icons-react';

/** What a state means for whoever looks after it. */
export type Tone = 'good' | 'waiting' | 'warning' | 'bad' | 'neutral';

/** Each tone has a sign of its own: the colour is never the only one. */
export const toneIcons: Readonly<Record<Tone, Icon>> = {
  good: IconCircleCheck,
  waiting: IconClock,
  warning: IconAlertTriangle,
  bad: IconX,
  neutral: IconCircleDashed,
};

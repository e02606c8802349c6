import type { Icon } from '@tabler/icons-react';
import { IconAlertTriangle, IconCircleCheck, IconCircleDashed, IconClock, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './state-badge.module.css';

/** What a state means for whoever looks after it. */
export type Tone = 'good' | 'waiting' | 'warning' | 'bad' | 'neutral';

const icons: Readonly<Record<Tone, Icon>> = {
  good: IconCircleCheck,
  waiting: IconClock,
  warning: IconAlertTriangle,
  bad: IconX,
  neutral: IconCircleDashed,
};

interface StateBadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** In place of the tone's own. */
  readonly icon?: Icon;
}

/** A state in a word, with an icon and a colour: the colour is never the only sign. */
export function StateBadge({ tone, children, icon }: StateBadgeProps) {
  const Sign = icon ?? icons[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Sign size={15} stroke={2} aria-hidden />
      {children}
    </span>
  );
}

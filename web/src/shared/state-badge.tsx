import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './state-badge.module.css';
import { toneIcons } from './tone.ts';
import type { Tone } from './tone.ts';
import tones from './tone.module.css';

export type { Tone } from './tone.ts';

interface StateBadgeProps {
  readonly tone: Tone;
  readonly children: ReactNode;
  /** In place of the tone's own. */
  readonly icon?: Icon;
}

/** A state in a word, with an icon and a colour: the colour is never the only sign. */
export function StateBadge({ tone, children, icon }: StateBadgeProps) {
  const Sign = icon ?? toneIcons[tone];
  return (
    <span className={`${tones.tone} ${classes.badge}`} data-tone={tone}>
      <Sign size={15} stroke={2} aria-hidden />
      {children}
    </span>
  );
}

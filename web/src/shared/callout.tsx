import { Title } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './callout.module.css';
import { toneIcons } from './tone.ts';
import type { Tone } from './tone.ts';
import tones from './tone.module.css';

interface CalloutProps {
  readonly tone: Tone;
  readonly title: string;
  /** In place of the tone's own. */
  readonly icon?: Icon;
  readonly headingOrder?: TitleOrder;
  /** True for what has just happened: screen readers are told. */
  readonly announced?: boolean;
  readonly children?: ReactNode;
}

/** Something to be noticed, in the place that it is about. */
export function Callout({ tone, title, icon, headingOrder = 2, announced = false, children }: CalloutProps) {
  const Sign = icon ?? toneIcons[tone];
  return (
    <div
      className={`${tones.tone} ${classes.callout}`}
      data-tone={tone}
      {...(announced && { role: tone === 'bad' ? 'alert' : 'status' })}
    >
      <Sign size={20} stroke={1.9} className={classes.sign} aria-hidden />
      <div className={classes.content}>
        <Title order={headingOrder} size="h4" dir="auto">
          {title}
        </Title>
        {children}
      </div>
    </div>
  );
}

import type { Icon } from '@tabler/icons-react';
import classes from './tone-sign.module.css';
import { toneIcons } from './tone.ts';
import type { Tone } from './tone.ts';
import tones from './tone.module.css';

/** A round sign in the colour of a tone, before a text that says the same. */
export function ToneSign({ tone, icon }: { readonly tone: Tone; readonly icon?: Icon }) {
  const Sign = icon ?? toneIcons[tone];
  return (
    <span className={`${tones.tone} ${classes.sign}`} data-tone={tone} aria-hidden>
      <Sign size={17} stroke={2} />
    </span>
  );
}

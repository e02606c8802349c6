import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { Absent } from '../../shared/absent.tsx';
import { TextLink } from '../../shared/links.tsx';
import { toneIcons } from '../../shared/tone.ts';
import tones from '../../shared/tone.module.css';
import classes from './figures.module.css';

interface FigureProps {
  readonly label: string;
  /** Null: not known. */
  readonly value: number | null;
  /** What else there is to say, in few words. */
  readonly note?: ReactNode;
  /** Set when the figure should catch the eye. */
  readonly tone?: 'warning' | 'bad' | null;
  /** Where the things are that were counted. */
  readonly to?: '/learners' | '/templates' | '/badges' | '/parked' | '/connections';
  readonly search?: Readonly<Record<string, string>>;
  /** Where on that page. */
  readonly hash?: string;
  /** A drawing beside the figure. */
  readonly children?: ReactNode;
}

/** One figure with its name. */
export function Figure({ label, value, note = '', tone = null, to, search = {}, hash = '', children }: FigureProps) {
  const intl = useIntl();
  const Sign = tone === null ? null : toneIcons[tone];
  return (
    <div className={classes.figure}>
      <dt className={classes.label}>
        {to === undefined ? (
          label
        ) : (
          <TextLink to={to} search={search} hash={hash} className={classes.link}>
            {label}
          </TextLink>
        )}
      </dt>
      <dd className={classes.value}>
        {value === null ? <Absent /> : intl.formatNumber(value, { maximumFractionDigits: value < 10 ? 1 : 0 })}
        {tone !== null && Sign !== null && (
          <span className={`${tones.tone} ${classes.sign}`} data-tone={tone} aria-hidden>
            <Sign size={16} stroke={2} />
          </span>
        )}
      </dd>
      <dd className={classes.note}>{note}</dd>
      {children}
    </div>
  );
}

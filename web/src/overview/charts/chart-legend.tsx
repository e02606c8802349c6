import { useId } from 'react';
import { useIntl } from 'react-intl';
import classes from './charts.module.css';
import { Patterns, patternOf } from './patterns.tsx';
import type { Paint } from './series.ts';

interface LegendSeries {
  readonly metric: string;
  readonly label: string;
  readonly paint: Paint;
  readonly total: number;
}

/** What the bars mean, and how much of it there was in all. */
export function ChartLegend({ series }: { readonly series: readonly LegendSeries[] }) {
  const intl = useIntl();
  const id = useId();
  return (
    <ul className={classes.legend}>
      {series.map(({ metric, label, paint, total }) => (
        <li key={metric} className={classes.entry}>
          <svg width={14} height={14} className={classes.swatch} aria-hidden>
            <Patterns id={`${id}-${metric}`} />
            <rect width={14} height={14} rx={3} fill={patternOf(`${id}-${metric}`, paint)} />
          </svg>
          {label} <strong>{intl.formatNumber(total)}</strong>
        </li>
      ))}
    </ul>
  );
}

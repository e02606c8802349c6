import type { Paint } from './series.ts';

/** The colours of charts.module.css: each stands out from its ground by 3 and more, in light and dark. */
export const paintColors: Readonly<Record<Paint, string>> = {
  main: 'var(--chart-main)',
  second: 'var(--chart-second)',
  quiet: 'var(--chart-quiet)',
  alarm: 'var(--chart-alarm)',
};

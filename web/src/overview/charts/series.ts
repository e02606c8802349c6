import type { MessageDescriptor } from 'react-intl';
import type { ActivityMetric } from '../../../../src/api/schemas/status.ts';
import { chartsText } from './charts-text.ts';

/** How a series is drawn: each has a colour and a pattern of its own, so that the colour is never the only sign. */
export type Paint = 'main' | 'second' | 'quiet' | 'alarm';

export interface ChartSeries {
  readonly metric: ActivityMetric;
  readonly label: MessageDescriptor;
  readonly paint: Paint;
}

export interface ChartDefinition {
  readonly id: string;
  readonly title: MessageDescriptor;
  readonly series: readonly ChartSeries[];
}

/** The charts of the overview, in their order. */
export const charts: readonly ChartDefinition[] = [
  {
    id: 'events',
    title: chartsText.events,
    series: [
      { metric: 'events_applied', label: chartsText.applied, paint: 'main' },
      { metric: 'events_no_effect', label: chartsText.noEffect, paint: 'second' },
      { metric: 'events_ignored', label: chartsText.ignored, paint: 'quiet' },
      { metric: 'events_parked', label: chartsText.parked, paint: 'alarm' },
    ],
  },
  {
    id: 'awards',
    title: chartsText.awards,
    series: [
      { metric: 'awarded', label: chartsText.awarded, paint: 'main' },
      { metric: 'withheld', label: chartsText.withheld, paint: 'quiet' },
      { metric: 'revoked', label: chartsText.revoked, paint: 'alarm' },
    ],
  },
  {
    id: 'deliveries',
    title: chartsText.deliveries,
    series: [
      { metric: 'delivered', label: chartsText.delivered, paint: 'main' },
      { metric: 'delivery_failed', label: chartsText.deliveryFailed, paint: 'alarm' },
    ],
  },
];

/** How far back the charts go. */
export const spans = ['hour', 'day', 'week'] as const;
export type Span = (typeof spans)[number];

export const minutesOf: Readonly<Record<Span, number>> = { hour: 60, day: 1_440, week: 10_080 };

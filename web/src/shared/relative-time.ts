type Unit = 'second' | 'minute' | 'hour' | 'day' | 'month' | 'year';

const units: readonly (readonly [unit: Unit, seconds: number])[] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** How far a moment is from now, in the largest unit that fits: -3 minutes, 2 days. */
export function relativeParts(moment: Date, now: number): { readonly value: number; readonly unit: Unit } {
  const seconds = Math.round((moment.getTime() - now) / 1_000);
  const [unit, size] = units.find(([, size]) => Math.abs(seconds) >= size) ?? (['second', 1] as const);
  return { value: Math.trunc(seconds / size), unit };
}

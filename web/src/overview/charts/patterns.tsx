import { paintColors } from './paint.ts';
import type { Paint } from './series.ts';

/** The fill of a series: plain for what is usual, hatched or dotted for the rest. */
export function patternOf(id: string, paint: Paint): string {
  return paint === 'main' ? paintColors.main : `url(#${id}-${paint})`;
}

/** The patterns that {@link patternOf} names; inside an SVG. */
export function Patterns({ id }: { readonly id: string }) {
  const { second, quiet, alarm } = paintColors;
  return (
    <defs>
      <pattern id={`${id}-second`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" fill={second} />
        <circle cx="3" cy="3" r="1.1" fill="var(--laurel-surface)" />
      </pattern>
      <pattern id={`${id}-quiet`} width="5" height="5" patternUnits="userSpaceOnUse">
        <rect width="5" height="5" fill={quiet} />
        <rect width="5" height="1.4" fill="var(--laurel-surface)" />
      </pattern>
      <pattern id={`${id}-alarm`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" fill={alarm} />
        <rect width="1.8" height="6" fill="var(--laurel-surface)" />
      </pattern>
    </defs>
  );
}

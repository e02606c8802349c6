import classes from './figures.module.css';

const width = 100;
const height = 32;

/** The shape of the last hour, without axes: a decoration beside the figure, whose chart is below. */
export function Trend({ values }: { readonly values: readonly number[] }) {
  const most = Math.max(...values, 0);
  if (most === 0 || values.length < 2) return null;
  const step = width / (values.length - 1);
  const points = values.map(
    (value, index) => `${(index * step).toFixed(1)},${(height - (value / most) * (height - 2)).toFixed(1)}`,
  );
  return (
    <svg className={classes.trend} viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
      <polygon points={`0,${height} ${points.join(' ')} ${width},${height}`} fill="currentColor" />
    </svg>
  );
}

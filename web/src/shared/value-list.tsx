import { Absent } from './absent.tsx';
import classes from './value-list.module.css';

/** What rules read in an event: each key path with its value, as it stood there. */
export function ValueList({ values }: { readonly values: object }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return <Absent />;
  return (
    <ul className={classes.list}>
      {entries.map(([path, value]) => (
        <li key={path} className="mono">
          {path} = <span className={classes.value}>{JSON.stringify(value)}</span>
        </li>
      ))}
    </ul>
  );
}

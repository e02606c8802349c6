import { Absent } from './absent.tsx';
import { EventValue, PathName } from './event-value.tsx';
import classes from './value-list.module.css';

/** What rules read in an event: each value by its name, as it stood there. */
export function ValueList({ values }: { readonly values: object }) {
  const entries = Object.entries(values);
  if (entries.length === 0) return <Absent />;
  return (
    <ul className={classes.list}>
      {entries.map(([path, value]) => (
        <li key={path}>
          <PathName path={path} />:{' '}
          <span className={classes.value}>
            <EventValue path={path} value={value} />
          </span>
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from 'react';
import classes from './fact-grid.module.css';

/** Short facts, each below its name, beside each other as far as there is room. For long ones see facts.tsx. */
export function FactGrid({ children }: { readonly children: ReactNode }) {
  return <dl className={classes.list}>{children}</dl>;
}

/** One fact of a {@link FactGrid}. */
export function GridFact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt className={classes.label}>{label}</dt>
      <dd className={classes.value}>{children}</dd>
    </div>
  );
}

import type { ReactNode } from 'react';
import classes from './fact-grid.module.css';

interface FactGridProps {
  readonly children: ReactNode;
  /** True where all of them are short, such as numbers: more of them stand beside each other. */
  readonly dense?: boolean;
}

/** Short facts, each below its name, beside each other as far as there is room. For long ones see facts.tsx. */
export function FactGrid({ children, dense = false }: FactGridProps) {
  return (
    <dl className={classes.list} data-dense={dense || undefined}>
      {children}
    </dl>
  );
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

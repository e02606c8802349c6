import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import classes from './disclosure.module.css';

interface DisclosureProps {
  /** What opens. */
  readonly label: string;
  /** Made when it is opened, not before. */
  readonly children: ReactNode;
}

/** Something that is there for whoever wants to know more, and out of the way of everybody else. */
export function Disclosure({ label, children }: DisclosureProps) {
  const [opened, setOpened] = useState(false);
  return (
    <details className={classes.details} onToggle={({ currentTarget }) => setOpened(currentTarget.open)}>
      <summary className={classes.summary}>
        <IconChevronRight size={15} stroke={2} className={classes.chevron} aria-hidden />
        {label}
      </summary>
      {opened && children}
    </details>
  );
}

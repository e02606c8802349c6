import { Group, Paper, Title } from '@mantine/core';
import { useId } from 'react';
import type { ReactNode } from 'react';
import classes from './section.module.css';

interface SectionProps {
  readonly title: ReactNode;
  /** At the end of the title's line. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page with a title of its own, on a card. */
export function Section({ title, actions, children }: SectionProps) {
  const id = useId();
  return (
    <Paper component="section" withBorder className={classes.section} aria-labelledby={id}>
      <Group justify="space-between" gap="sm" mb="sm">
        <Title order={2} id={id} size="h3">
          {title}
        </Title>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Paper>
  );
}

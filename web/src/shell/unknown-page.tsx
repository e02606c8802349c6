import { Loader } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { Session } from '../../../src/api/schemas/people.ts';
import { DataState } from '../shared/data-state.tsx';
import classes from './shell.module.css';

/** Until it is known who is there, or that not even that can be read. */
export function UnknownPage({ query }: { readonly query: UseQueryResult<Session | null> }) {
  return (
    <main className={classes.middle}>
      <DataState query={query} skeleton={<Loader aria-hidden />} headingOrder={1}>
        {() => null}
      </DataState>
    </main>
  );
}

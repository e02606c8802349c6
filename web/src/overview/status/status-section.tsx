import { SimpleGrid } from '@mantine/core';
import type { Overview } from '../../../../src/api/schemas/status.ts';
import { BusCard } from './bus-card.tsx';
import { ProcessesCard } from './processes-card.tsx';
import { ProvidersCard } from './providers-card.tsx';

/** What Laurel stands on: the event bus, the accounts at the providers, and its own processes. */
export function StatusSection({ overview: { bus, processes } }: { readonly overview: Overview }) {
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="md">
      <BusCard bus={bus} />
      <ProvidersCard />
      <ProcessesCard processes={processes} />
    </SimpleGrid>
  );
}

import { DataList } from '@mantine/core';
import type { ReactNode } from 'react';

/** Facts one below the other: `<Facts><Fact label="Earned">...</Fact></Facts>`. */
export function Facts({ children }: { readonly children: ReactNode }) {
  return (
    <DataList gap="xs" labelWidth="9rem">
      {children}
    </DataList>
  );
}

export function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <DataList.Item>
      <DataList.ItemLabel>{label}</DataList.ItemLabel>
      <DataList.ItemValue style={{ overflowWrap: 'anywhere' }}>{children}</DataList.ItemValue>
    </DataList.Item>
  );
}

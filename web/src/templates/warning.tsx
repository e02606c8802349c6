import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Something that is no mistake, and yet will be in the way. */
export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <Alert variant="outline" color="gray" mt="sm" icon={<IconAlertTriangle aria-hidden />} bg="var(--laurel-surface)">
      <bdi>{children}</bdi>
    </Alert>
  );
}

import { useDisclosure } from '@mantine/hooks';
import { IconRefresh } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import type { BadgeFilters } from '../badge-filters.ts';
import { badgeText } from '../badge-text.ts';
import { RetryManyDialog } from './retry-many-dialog.tsx';

/** The button that retries failed deliveries; it asks which, and says how many. */
export function RetryMany({ filters: { origin, account } }: { readonly filters: BadgeFilters }) {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  const preset = origin !== undefined && origin !== 'openedx' && account !== undefined ? { origin, account } : null;
  return (
    <>
      <Button variant="default" leftSection={<IconRefresh size={17} stroke={1.8} aria-hidden />} onClick={open}>
        {say(badgeText.retryMany)}
      </Button>
      <RetryManyDialog
        key={preset === null ? 'all' : `${preset.origin}/${preset.account}`}
        opened={opened}
        preset={preset}
        onClose={close}
      />
    </>
  );
}

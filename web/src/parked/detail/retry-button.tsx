import { IconReload } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { parkedText } from '../parked-text.ts';
import type { Retry } from './use-retry.ts';

/** Processes the message again. It asks nothing first: processing twice changes nothing. */
export function RetryButton({ retry: { start, busy } }: { readonly retry: Retry }) {
  const say = useText();
  return (
    <Button leftSection={<IconReload size={18} stroke={1.8} aria-hidden />} loading={busy} onClick={start}>
      {say(parkedText.retry)}
    </Button>
  );
}

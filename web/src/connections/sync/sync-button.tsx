import { IconRefresh } from '@tabler/icons-react';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.tsx';
import { Button } from '../../shared/button.tsx';
import { syncText } from './sync-text.ts';
import type { Sync } from './use-sync.ts';

interface SyncButtonProps {
  readonly connection: Connection;
  readonly sync: Sync;
}

/** Syncs the templates of an account; for designers and operators. */
export function SyncButton({ connection: { name }, sync: { job, start, starting } }: SyncButtonProps) {
  const say = useText();
  const { permissions } = useSession();
  if (!permissions.includes('design') && !permissions.includes('operate')) return null;
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconRefresh size={16} stroke={1.8} aria-hidden />}
      loading={starting}
      disabled={job?.state === 'running'}
      onClick={() => start()}
      aria-label={say(syncText.syncOf, { name })}
    >
      {say(syncText.sync)}
    </Button>
  );
}

import { Text } from '@mantine/core';
import type { SyncReport } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.tsx';
import { Button } from '../../shared/button.tsx';
import { Callout } from '../../shared/callout.tsx';
import { syncText } from './sync-text.ts';
import type { Sync } from './use-sync.ts';

interface ReactivableProps {
  readonly report: SyncReport;
  readonly sync: Sync;
}

/** Says that templates which a sync had deactivated can issue again, and activates them; nothing when there are none. */
export function Reactivable({ report: { reactivable }, sync: { start, starting } }: ReactivableProps) {
  const say = useText();
  const { permissions } = useSession();
  if (reactivable === 0) return null;
  return (
    <Callout tone="good" headingOrder={3} title={say(syncText.reactivableTitle, { count: reactivable })}>
      <Text size="sm">{say(syncText.reactivableHelp)}</Text>
      {(permissions.includes('design') || permissions.includes('operate')) && (
        <Button variant="default" size="xs" mt="sm" loading={starting} onClick={() => start({ reactivate: true })}>
          {say(syncText.reactivate)}
        </Button>
      )}
    </Callout>
  );
}

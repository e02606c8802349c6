import { Text } from '@mantine/core';
import { useState } from 'react';
import type { SyncReport } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSession } from '../../session/session-context.tsx';
import { Button } from '../../shared/button.tsx';
import { Callout } from '../../shared/callout.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { SyncChanges } from './sync-changes.tsx';
import { syncText } from './sync-text.ts';
import type { Sync } from './use-sync.ts';

interface UnconfirmedProps {
  /** What the sync would do. */
  readonly report: SyncReport;
  readonly sync: Sync | undefined;
}

/** A sync that would deactivate most templates of its account: which ones, and the way to have it done all the same. */
export function Unconfirmed({ report, sync }: UnconfirmedProps) {
  const say = useText();
  const { permissions } = useSession();
  const [asking, setAsking] = useState(false);
  const count = report.deactivated;
  const mayConfirm = sync !== undefined && (permissions.includes('design') || permissions.includes('operate'));
  const confirm = (): void => {
    setAsking(false);
    sync?.start({ confirm: true });
  };
  return (
    <>
      <Callout tone="warning" headingOrder={3} title={say(syncText.unconfirmedTitle, { count })} announced>
        <Text size="sm">{say(syncText.unconfirmedHelp)}</Text>
        {mayConfirm && (
          <Button variant="default" size="xs" mt="sm" loading={sync.starting} onClick={() => setAsking(true)}>
            {say(syncText.confirm)}
          </Button>
        )}
      </Callout>
      <SyncChanges changes={report.changes.filter(({ change }) => change === 'deactivated')} />
      <ConfirmDialog
        opened={asking}
        title={say(syncText.confirmTitle, { count })}
        confirm={say(syncText.confirm)}
        busy={false}
        error={null}
        onConfirm={confirm}
        onClose={() => setAsking(false)}
      >
        <Text>{say(syncText.unconfirmedHelp)}</Text>
      </ConfirmDialog>
    </>
  );
}

import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReplayPreview } from '../../../src/api/schemas/maintenance.ts';
import { useText } from '../i18n/use-text.ts';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { DataState } from '../shared/data-state.tsx';
import { Fact, Facts } from '../shared/facts.tsx';
import { Time } from '../shared/time.tsx';
import { maintenanceText } from './maintenance-text.ts';
import { replayPreviewQuery, useCommand } from './queries.ts';
import type { Span } from './queries.ts';

interface ReplayDialogProps {
  readonly span: Span;
  readonly onClose: () => void;
}

/** Shows what a replay would read and what it can do, and starts it once somebody says so. */
export function ReplayDialog({ span, onClose }: ReplayDialogProps) {
  const say = useText();
  const query = useQuery(replayPreviewQuery(span));
  const replay = useCommand('/api/v1/maintenance/replay', onClose);
  const total = query.data?.topics.reduce((sum, { count }) => sum + count, 0) ?? 0;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={say(maintenanceText.replayTitle)}
      confirm={say(maintenanceText.replayStart)}
      dangerous
      disabled={total === 0}
      busy={replay.isPending}
      error={replay.error}
      // The same moments that were looked at, also where the last of them is "now".
      onConfirm={() => query.data && replay.mutate({ from: query.data.from, until: query.data.until })}
    >
      <DataState query={query}>{(found) => <Found found={found} total={total} />}</DataState>
    </ConfirmDialog>
  );
}

function Found({ found: { from, until, topics }, total }: { readonly found: ReplayPreview; readonly total: number }) {
  const say = useText();
  return (
    <Stack gap="sm">
      <Text>
        <Time at={from} form="exact" /> – <Time at={until} form="exact" />
      </Text>
      <Facts>
        {topics.map(({ topic, oldest, count, atLeast }) => (
          <Fact key={topic} label={topic}>
            {say(atLeast ? maintenanceText.atLeast : maintenanceText.about, { count })}
            <Text size="sm" c="dimmed">
              {oldest === null ? say(maintenanceText.empty) : say(maintenanceText.oldest)}{' '}
              {oldest !== null && <Time at={oldest} form="exact" />}
            </Text>
          </Fact>
        ))}
      </Facts>
      {total === 0 ? (
        <Text>{say(maintenanceText.replayNothing)}</Text>
      ) : (
        <Text>{say(maintenanceText.replayConsequences)}</Text>
      )}
    </Stack>
  );
}

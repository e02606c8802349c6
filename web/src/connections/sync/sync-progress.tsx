import { Progress, Text } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import type { SyncJob } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { syncText } from './sync-text.ts';

interface SyncProgressProps {
  readonly job: SyncJob;
  readonly headingOrder?: TitleOrder;
}

/** How far a sync is. How much there is, the provider does not say before the last page: so the bar only moves. */
export function SyncProgress({ job: { pages, templates }, headingOrder = 3 }: SyncProgressProps) {
  const say = useText();
  const words = say(syncText.progress, { pages, templates });
  return (
    <Callout tone="waiting" headingOrder={headingOrder} title={say(syncText.running)} announced>
      <Text size="sm" mb={6}>
        {words}
      </Text>
      <Progress.Root size="sm">
        <Progress.Section value={100} animated striped aria-label={say(syncText.running)} aria-valuetext={words} />
      </Progress.Root>
    </Callout>
  );
}

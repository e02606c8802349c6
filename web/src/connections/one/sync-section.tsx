import { Stack, Text, Title } from '@mantine/core';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { Section } from '../../shared/section.tsx';
import { SyncButton } from '../sync/sync-button.tsx';
import { SyncOutcome } from '../sync/sync-outcome.tsx';
import { syncText } from '../sync/sync-text.ts';
import { useSync } from '../sync/use-sync.ts';

/** Brings in the templates of the account, and shows how far that is and what it did. */
export function SyncSection({ connection }: { readonly connection: Connection }) {
  const say = useText();
  const sync = useSync(connection);
  return (
    <Section title={say(syncText.title)} actions={<SyncButton connection={connection} sync={sync} />}>
      <Stack gap="md">
        <Text maw={760}>{say(syncText.lead)}</Text>
        {sync.error && <ProblemAlert error={sync.error} headingOrder={3} />}
        {sync.job && (
          <div>
            {sync.job.state !== 'running' && (
              <Title order={3} size="h4" mb="xs">
                {say(syncText.reportTitle)}
              </Title>
            )}
            <SyncOutcome job={sync.job} sync={sync} />
          </div>
        )}
      </Stack>
    </Section>
  );
}

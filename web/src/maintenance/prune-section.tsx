import { Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { PrunePreview } from '../../../src/api/schemas/maintenance.ts';
import { useText } from '../i18n/use-text.ts';
import { useMay } from '../session/session-context.tsx';
import { Button } from '../shared/button.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { DataState } from '../shared/data-state.tsx';
import { Fact, Facts } from '../shared/facts.tsx';
import { Section } from '../shared/section.tsx';
import { Time } from '../shared/time.tsx';
import { kindNames, maintenanceText } from './maintenance-text.ts';
import { prunePreviewQuery, useCommand } from './queries.ts';

type Kind = PrunePreview['kinds'][number];

/** How long what is kept, how much is older, and the way to remove it at once. */
export function PruneSection() {
  const say = useText();
  const query = useQuery(prunePreviewQuery);
  return (
    <Section title={say(maintenanceText.prune)}>
      <Stack gap="md">
        <Text maw={720}>{say(maintenanceText.pruneLead)}</Text>
        <DataState query={query}>{({ kinds }) => <Kinds kinds={kinds} />}</DataState>
      </Stack>
    </Section>
  );
}

function Kinds({ kinds }: { readonly kinds: readonly Kind[] }) {
  const say = useText();
  const mayPrune = useMay('administer');
  const total = kinds.reduce((sum, { count }) => sum + count, 0);
  return (
    <>
      <Facts>
        {kinds.map((kind) => (
          <Fact key={kind.kind} label={say(kindNames[kind.kind])}>
            <KindState kind={kind} />
          </Fact>
        ))}
      </Facts>
      {total === 0 && <Text c="dimmed">{say(maintenanceText.pruneNothing)}</Text>}
      {total > 0 && mayPrune && <Prune kinds={kinds} total={total} />}
      {total > 0 && !mayPrune && <Text c="dimmed">{say(maintenanceText.pruneAdmins)}</Text>}
    </>
  );
}

function KindState({ kind: { keptDays, before, count } }: { readonly kind: Kind }) {
  const say = useText();
  if (keptDays === null || before === null) return <>{say(maintenanceText.keptForEver)}</>;
  return (
    <>
      {say(maintenanceText.kept, { days: keptDays })} (<Time at={before} form="date" />
      ). {say(maintenanceText.older, { count })}
    </>
  );
}

function Prune({ kinds, total }: { readonly kinds: readonly Kind[]; readonly total: number }) {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  const prune = useCommand('/api/v1/maintenance/prune', close);
  const start = (): void => {
    prune.reset();
    open();
  };
  return (
    <div>
      <Button variant="default" onClick={start}>
        {say(maintenanceText.pruneNow, { count: total })}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(maintenanceText.pruneTitle)}
        confirm={say(maintenanceText.pruneNow, { count: total })}
        dangerous
        busy={prune.isPending}
        error={prune.error}
        onConfirm={() => prune.mutate(undefined)}
      >
        <Stack gap="sm">
          <Text>{say(maintenanceText.pruneQuestion)}</Text>
          <ul>
            {kinds
              .filter(({ count }) => count > 0)
              .map(({ kind, count }) => (
                <li key={kind}>
                  {say(kindNames[kind])}: {say(maintenanceText.older, { count })}
                </li>
              ))}
          </ul>
        </Stack>
      </ConfirmDialog>
    </div>
  );
}

import { Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { RetryJob } from '../../../../src/api/schemas/retry-jobs.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { connectionsQuery } from '../../shared/connections-query.ts';
import { notifyDone } from '../../shared/notify.ts';
import { originText } from '../../shared/origin-text.ts';
import { listText } from '../../shared/list-text.ts';
import { badgeText } from '../badge-text.ts';
import { failedCountQuery, mostCounted } from '../queries.ts';
import type { Account } from '../queries.ts';

interface RetryManyDialogProps {
  readonly opened: boolean;
  /** The account that is chosen at first; null: all. */
  readonly preset: Account | null;
  readonly onClose: () => void;
}

const all = 'all';

/** Retries the failed deliveries of one account or of all, after it has said how many these are. */
export function RetryManyDialog({ opened, preset, onClose }: RetryManyDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const connections = useQuery({ ...connectionsQuery, enabled: opened });
  const accounts = connections.data?.items ?? (preset ? [{ ...preset, name: preset.account }] : []);
  const [chosen, setChosen] = useState(preset === null ? all : keyOf(preset));
  const found = accounts.find((each) => keyOf(each) === chosen);
  const account = found ? { origin: found.origin, account: found.account } : null;
  const failed = useQuery({ ...failedCountQuery(account), enabled: opened, staleTime: 0 });
  const retry = useMutation({
    mutationFn: () => post<RetryJob>('/api/v1/badges/retry', account ?? { origin: null, account: null }),
    onSuccess: async ({ data: { state, retried } }) => {
      onClose();
      notifyDone(say, say(state === 'done' ? badgeText.retriedMany : badgeText.retriedFirst, { count: retried }));
      await client.invalidateQueries();
    },
  });
  return (
    <ConfirmDialog
      opened={opened}
      title={say(badgeText.retryManyTitle)}
      confirm={say(badgeText.retryConfirm)}
      busy={retry.isPending}
      disabled={failed.data === undefined || failed.data.count === 0}
      error={retry.error ?? failed.error}
      onConfirm={() => retry.mutate()}
      onClose={onClose}
    >
      <Stack gap="md">
        <Text>{say(badgeText.retryManyHelp)}</Text>
        <Select
          label={say(badgeText.retryWhich)}
          data={[
            { value: all, label: say(badgeText.retryAll) },
            ...accounts.map((each) => ({
              value: keyOf(each),
              label: say(listText.account, { provider: say(originText[each.origin]), account: each.name }),
            })),
          ]}
          value={chosen}
          onChange={(value) => setChosen(value ?? all)}
          allowDeselect={false}
        />
        <Text fw={600} role="status">
          {failed.data === undefined
            ? say(badgeText.retryCounting)
            : failed.data.more
              ? say(badgeText.retryCountMore, { count: mostCounted })
              : say(badgeText.retryCount, { count: failed.data.count })}
        </Text>
      </Stack>
    </ConfirmDialog>
  );
}

function keyOf({ origin, account }: Account): string {
  return `${origin}/${account}`;
}

import { Group, Modal, Progress, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconReload } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParkedRetryResult } from '../../../../src/api/schemas/parked.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { parkedText } from '../parked-text.ts';
import { countOf, parkedCountsQuery, parkedKeys } from '../queries.ts';

interface RetryManyProps {
  /** Only those of this reason; undefined: all. */
  readonly reason: string | undefined;
  /** How many that are. */
  readonly count: number;
}

/** Processes many messages again, and says how far it is and how it ended. */
export function RetryMany({ reason, count }: RetryManyProps) {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  const [total, setTotal] = useState(0);
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => post<ParkedRetryResult>('/api/v1/parked/retry', { reason: reason ?? null, topic: null }),
    onSettled: () => client.invalidateQueries({ queryKey: parkedKeys.all }),
  });
  if (count === 0 && !opened) return null;
  const start = (): void => {
    retry.reset();
    open();
  };
  const confirm = (): void => {
    setTotal(count);
    retry.mutate();
  };
  const result = retry.data?.data;
  return (
    <>
      <Button leftSection={<IconReload size={18} stroke={1.8} aria-hidden />} onClick={start} disabled={count === 0}>
        {say(parkedText.retryAll, { count })}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={say(parkedText.retryTitle)}
        closeButtonProps={{ 'aria-label': say(sharedText.close) }}
      >
        <Stack gap="md">
          {retry.isIdle && <Text>{say(parkedText.retryQuestion, { count })}</Text>}
          {retry.isPending && <Running reason={reason} total={total} />}
          {retry.error && <ProblemAlert error={retry.error} headingOrder={3} />}
          {result && (
            <Text role="status">
              {say(parkedText.retryDone, { count: result.processed })}{' '}
              {say(parkedText.stillParked, { count: result.stillParked })}
              {result.keptInPart > 0 && <> {say(parkedText.leftInPart, { count: result.keptInPart })}</>}
            </Text>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {say(retry.isIdle ? sharedText.cancel : sharedText.close)}
            </Button>
            {retry.isIdle && (
              <Button onClick={confirm} data-autofocus>
                {say(parkedText.retryConfirm)}
              </Button>
            )}
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** How many have left the list since it began: they are taken off batch by batch. */
function Running({ reason, total }: { readonly reason: string | undefined; readonly total: number }) {
  const say = useText();
  const { data } = useQuery({ ...parkedCountsQuery, refetchInterval: 1_000 });
  const done = data ? Math.min(total, Math.max(0, total - countOf(data, reason))) : 0;
  const said = say(parkedText.retryRunning, { done, count: total });
  return (
    <Stack gap="xs">
      <Progress.Root size="lg">
        <Progress.Section
          value={total === 0 ? 0 : (100 * done) / total}
          animated
          aria-label={say(parkedText.retryTitle)}
          aria-valuetext={said}
        />
      </Progress.Root>
      <Text size="sm">{said}</Text>
    </Stack>
  );
}

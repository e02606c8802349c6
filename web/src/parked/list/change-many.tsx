import { Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconReload, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { MaintenanceJob } from '../../../../src/api/schemas/maintenance.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ConfirmDialog } from '../../shared/confirm-dialog.tsx';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { parkedText } from '../parked-text.ts';

/** Which messages: those that are chosen, or all, or all of a reason. */
export interface Which {
  readonly ids?: readonly number[];
  readonly reason?: string | undefined;
}

interface ChangeManyProps {
  readonly which: Which;
  /** How many that are. */
  readonly count: number;
  readonly selected?: boolean;
  /** Told of the job that does it. */
  readonly onBegun: (job: string) => void;
}

/** Processes many messages again, or discards them: asks first, and leaves the rest to a job. */
export function ChangeMany({ which, count, selected = false, onBegun }: ChangeManyProps) {
  const say = useText();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'retry' | 'discard' | null>(null);
  const begin = useMutation({
    mutationFn: (body: { readonly action: 'retry' | 'discard'; readonly why?: string }) =>
      post<MaintenanceJob>('/api/v1/parked/bulk', { ...body, ...which }),
    onSuccess: async ({ data: { id } }) => {
      setAsked(null);
      onBegun(id);
      await client.invalidateQueries({ queryKey: ['bulk-jobs'] });
    },
  });
  const ask = (what: 'retry' | 'discard'): void => {
    begin.reset();
    setAsked(what);
  };
  const close = (): void => setAsked(null);
  const size = selected ? 'xs' : 'sm';
  return (
    <>
      <Button
        size={size}
        variant={selected ? 'default' : 'filled'}
        leftSection={<IconReload size={18} stroke={1.8} aria-hidden />}
        onClick={() => ask('retry')}
        disabled={count === 0}
      >
        {say(selected ? parkedText.retrySelected : parkedText.retryAll, { count })}
      </Button>
      <Button
        size={size}
        variant="default"
        leftSection={<IconTrash size={18} stroke={1.8} aria-hidden />}
        onClick={() => ask('discard')}
        disabled={count === 0}
      >
        {say(selected ? parkedText.discardSelected : parkedText.discardAll, { count })}
      </Button>
      <ConfirmDialog
        opened={asked === 'retry'}
        title={say(parkedText.retryTitle)}
        confirm={say(parkedText.retryConfirm)}
        busy={begin.isPending}
        error={begin.error}
        onConfirm={() => begin.mutate({ action: 'retry' })}
        onClose={close}
      >
        <Text>{say(parkedText.retryQuestion, { count })}</Text>
      </ConfirmDialog>
      <ReasonDialog
        form="discard many"
        opened={asked === 'discard'}
        title={say(parkedText.discardManyTitle, { count })}
        confirm={say(parkedText.discardConfirm)}
        acknowledge={say(parkedText.discardAcknowledge)}
        dangerous
        busy={begin.isPending}
        error={begin.error}
        onConfirm={(why) => begin.mutateAsync({ action: 'discard', why })}
        onClose={close}
      >
        <Text>{say(parkedText.discardManyQuestion, { count })}</Text>
      </ReasonDialog>
    </>
  );
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ParkedRetryResult } from '../../../../src/api/schemas/parked.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { notifyDone, notifyFailure } from '../../shared/notify.ts';
import { parkedText } from '../parked-text.ts';
import { parkedKeys } from '../queries.ts';
import { useLeave } from '../../shared/way/use-leave.ts';

export interface Retry {
  readonly start: () => void;
  readonly busy: boolean;
  /** True after a retry that changed nothing. */
  readonly inVain: boolean;
}

/** Processes one message again. When that works it is parked no more, and the list is where to go on. */
export function useRetry(id: string): Retry {
  const say = useText();
  const client = useQueryClient();
  const leave = useLeave();
  const { mutate, isPending, data } = useMutation({
    mutationFn: () => post<ParkedRetryResult>(`/api/v1/parked/${encodeURIComponent(id)}/retry`),
    onSuccess: async ({ data: { processed } }) => {
      if (processed > 0) {
        notifyDone(say, say(parkedText.retriedWell, { id }));
        await leave({ to: '/parked' });
        client.removeQueries({ queryKey: parkedKeys.one(id) });
      }
      await client.invalidateQueries({ queryKey: parkedKeys.all });
    },
    onError: (error) => notifyFailure(say, error),
  });
  return { start: () => mutate(), busy: isPending, inVain: !isPending && (data?.data.stillParked ?? 0) > 0 };
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ApiError } from '../api/api-error.ts';
import { post } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { notifyDone } from '../shared/notify.ts';
import { overviewQuery } from '../shared/overview-query.ts';
import { gapsText } from './gaps-text.ts';
import { gapKeys } from './queries.ts';

interface AcknowledgeReactions {
  readonly onDone?: () => void;
  /** Without it, whoever uses the mutation shows its error. */
  readonly onFailure?: (error: ApiError) => void;
}

/** Notes that a gap is seen to, or all of them (null), and says so. */
export function useAcknowledge(id: number | null, { onDone, onFailure }: AcknowledgeReactions = {}) {
  const say = useText();
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => post<{ readonly acknowledged: number }>('/api/v1/gaps/acknowledge', { id }),
    onSuccess: async ({ data: { acknowledged } }) => {
      notifyDone(say, say(gapsText.done, { count: acknowledged }));
      onDone?.();
      await Promise.all([
        client.invalidateQueries({ queryKey: gapKeys.all }),
        client.invalidateQueries({ queryKey: overviewQuery.queryKey }),
      ]);
    },
    ...(onFailure && { onError: onFailure }),
  });
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconRefresh } from '@tabler/icons-react';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { notifyDone, notifyFailure } from '../../shared/notify.ts';
import { badgeText } from '../badge-text.ts';

/** Brings a badge outside once more, at once. Harmless: the provider is asked first where a second badge could come of it. */
export function RetryOne({ badge }: { readonly badge: string }) {
  const say = useText();
  const client = useQueryClient();
  const retry = useMutation({
    mutationFn: () => post<unknown>(`/api/v1/badges/${encodeURIComponent(badge)}/retry`),
    onSuccess: async () => {
      notifyDone(say, say(badgeText.retried));
      await client.invalidateQueries();
    },
    onError: (error) => notifyFailure(say, error),
  });
  return (
    <Button
      leftSection={<IconRefresh size={17} stroke={1.8} aria-hidden />}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {say(badgeText.retry)}
    </Button>
  );
}

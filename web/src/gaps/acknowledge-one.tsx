import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { notifyFailure } from '../shared/notify.ts';
import { gapsText } from './gaps-text.ts';
import { useAcknowledge } from './use-acknowledge.ts';

/** Notes that one gap is seen to; it stays listed. */
export function AcknowledgeOne({ id }: { readonly id: number }) {
  const say = useText();
  const { mutate, isPending } = useAcknowledge(id, { onFailure: (error) => notifyFailure(say, error) });
  return (
    <Button
      size="xs"
      variant="default"
      loading={isPending}
      onClick={() => mutate()}
      aria-label={say(gapsText.acknowledgeGap, { id: String(id) })}
    >
      {say(gapsText.acknowledge)}
    </Button>
  );
}

import { Text } from '@mantine/core';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { Callout } from '../shared/callout.tsx';
import { refusedText } from './refused-text.ts';
import { StatusAdvice } from './status-advice.tsx';

interface RefusedKeyProps {
  readonly error: ApiError | null;
  readonly busy: boolean;
  readonly onSaveAnyway: () => void;
}

/** Whether the API has stored nothing because the key does not work. */
export function isRefusedKey(error: ApiError | null): boolean {
  return error?.code === 'CONNECTION_REFUSED' || error?.code === 'CONNECTION_UNREACHABLE';
}

/** Whether a form still holds what was tried: of other values the provider has said nothing. */
export function isTried<Values extends object>(values: Values, tried: Values | undefined): boolean {
  return tried !== undefined && (Object.keys(values) as (keyof Values)[]).every((name) => values[name] === tried[name]);
}

/** A key that was tried and does not work: what the provider said, what to do, and the way to insist. */
export function RefusedKey({ error, busy, onSaveAnyway }: RefusedKeyProps) {
  const say = useText();
  if (error === null || !isRefusedKey(error)) return null;
  const isRefused = error.code === 'CONNECTION_REFUSED';
  return (
    <Callout
      tone="bad"
      headingOrder={3}
      title={say(isRefused ? refusedText.refused : refusedText.unreachable)}
      announced
    >
      <StatusAdvice
        status={error.provider?.status ?? null}
        message={error.provider?.message ?? error.detail}
        raw={error.provider?.raw ?? null}
      />
      <Text size="sm">{say(isRefused ? refusedText.refusedHelp : refusedText.unreachableHelp)}</Text>
      <Button mt="xs" size="xs" variant="default" loading={busy} onClick={onSaveAnyway}>
        {say(refusedText.saveAnyway)}
      </Button>
    </Callout>
  );
}

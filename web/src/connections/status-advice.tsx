import { Text } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import { useText } from '../i18n/use-text.ts';
import { troubleText } from './trouble-text.ts';

interface StatusAdviceProps {
  /** HTTP status of the provider's answer; null: no answer came. */
  readonly status: number | null;
  /** What the provider said. */
  readonly said: string | null;
}

/** What a refusal of the provider means, and what to do about it. */
export function StatusAdvice({ status, said }: StatusAdviceProps) {
  const say = useText();
  return (
    <>
      <Text size="sm">{say(adviceFor(status), { status: String(status) })}</Text>
      {said !== null && said !== '' && (
        <Text size="sm" c="dimmed" dir="auto" style={{ overflowWrap: 'anywhere' }}>
          {say(troubleText.said)} <bdi lang="en">{said}</bdi>
        </Text>
      )}
    </>
  );
}

function adviceFor(status: number | null): MessageDescriptor {
  if (status === null) return troubleText.noAnswer;
  if (status === 401 || status === 403) return troubleText.key;
  if (status === 404) return troubleText.notFound;
  if (status === 429) return troubleText.tooMany;
  return status >= 500 ? troubleText.provider : troubleText.other;
}

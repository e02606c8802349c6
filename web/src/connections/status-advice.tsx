import { Text } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import { useText } from '../i18n/use-text.ts';
import { ProviderAnswer } from '../shared/provider-answer.tsx';
import { troubleText } from './trouble-text.ts';

interface StatusAdviceProps {
  /** HTTP status of the provider's answer; null: no answer came. */
  readonly status: number | null;
  /** What the provider said, as a sentence. */
  readonly message: string | null;
  /** The same, word for word. */
  readonly raw: string | null;
}

/** What a refusal of the provider means, what to do about it, and below it what the provider said. */
export function StatusAdvice({ status, message, raw }: StatusAdviceProps) {
  const say = useText();
  return (
    <>
      <Text size="sm">{say(adviceFor(status), { status: String(status) })}</Text>
      <ProviderAnswer message={message} raw={raw} />
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

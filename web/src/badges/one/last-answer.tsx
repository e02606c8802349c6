import { Text, Title } from '@mantine/core';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { ProviderAnswer } from '../../shared/provider-answer.tsx';
import { Time } from '../../shared/time.tsx';
import { badgeText } from '../badge-text.ts';
import { badgesText } from '../badges-text.ts';

/** What the provider said to the last attempt that failed: status, time, and what it means in a sentence. */
export function LastAnswer({ badge: { lastStatus, lastMessage, lastBody, lastAttemptAt } }: { readonly badge: Badge }) {
  const say = useText();
  return (
    <div>
      <Title order={3} mb={6}>
        {say(badgeText.lastAnswer)}
      </Title>
      <Text size="sm" c="dimmed" mb={6}>
        {lastStatus === null ? say(badgesText.noAnswer) : say(badgesText.answer, { status: String(lastStatus) })}
        {lastAttemptAt !== null && (
          <>
            {' · '}
            <Time at={lastAttemptAt} />
          </>
        )}
      </Text>
      <ProviderAnswer message={lastMessage} raw={lastBody} />
    </div>
  );
}

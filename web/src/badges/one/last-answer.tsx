import { Code, Group, Text, Title } from '@mantine/core';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { CopyButton } from '../../shared/copy-button.tsx';
import { Time } from '../../shared/time.tsx';
import { badgeText } from '../badge-text.ts';
import { badgesText } from '../badges-text.ts';
import { printed } from './printed.ts';

/** What the provider said to the last attempt that failed: status, time, and its own words. */
export function LastAnswer({ badge: { lastStatus, lastBody, lastAttemptAt } }: { readonly badge: Badge }) {
  const say = useText();
  const body = lastBody ?? '';
  return (
    <div>
      <Group gap="xs" mb={6}>
        <Title order={3}>{say(badgeText.lastAnswer)}</Title>
        {body !== '' && <CopyButton text={body} what={say(badgeText.lastAnswerCopy)} />}
      </Group>
      <Text size="sm" c="dimmed" mb={6}>
        {lastStatus === null ? say(badgesText.noAnswer) : say(badgesText.answer, { status: String(lastStatus) })}
        {lastAttemptAt !== null && (
          <>
            {' · '}
            <Time at={lastAttemptAt} />
          </>
        )}
      </Text>
      {body !== '' && (
        <Code
          block
          className="mono"
          mah={260}
          style={{ whiteSpace: 'pre-wrap' }}
          tabIndex={0}
          aria-label={say(badgeText.lastAnswer)}
          role="region"
        >
          {printed(body)}
        </Code>
      )}
    </div>
  );
}

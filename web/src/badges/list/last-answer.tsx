import { Text } from '@mantine/core';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { sayKept } from '../../i18n/say-server.ts';
import { useText } from '../../i18n/use-text.ts';
import { badgesText } from '../badges-text.ts';

/** What the provider said last, in short. */
export function LastAnswer({ badge: { lastStatus, lastMessage } }: { readonly badge: Badge }) {
  const say = useText();
  return (
    <>
      <Text size="sm">
        {lastStatus === null ? say(badgesText.noAnswer) : say(badgesText.answer, { status: String(lastStatus) })}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={2} maw={280} dir="auto">
        {sayKept(say, lastMessage ?? '')}
      </Text>
    </>
  );
}

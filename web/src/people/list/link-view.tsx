import { Group, Stack, Text } from '@mantine/core';
import type { PasswordLink } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../shared/button.tsx';
import { CodeBlock } from '../../shared/code-block.tsx';
import { Time } from '../../shared/time.tsx';
import { peopleLinkText } from '../people-link-text.ts';

/** A link by which somebody sets their password, to be passed on: it is told this once. */
export function LinkView({ link, onDone }: { readonly link: PasswordLink; readonly onDone: () => void }) {
  const say = useText();
  const { rich } = useWords();
  // Without a public URL of its own, the site is where this page came from.
  const address = new URL(link.url, location.origin).href;
  return (
    <Stack gap="md">
      <Text>
        {rich(peopleLinkText.linkHelp, {
          name: <bdi key="name">{link.user.name}</bdi>,
          when: <Time key="when" at={link.endsAt} />,
        })}
      </Text>
      <CodeBlock label={say(peopleLinkText.link)} text={address} />
      <Group justify="flex-end">
        <Button onClick={onDone} data-autofocus>
          {say(peopleLinkText.linkDone)}
        </Button>
      </Group>
    </Stack>
  );
}

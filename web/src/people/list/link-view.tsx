import { Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { PasswordLink, PasswordLinkMailed, User } from '../../../../src/api/schemas/people.ts';
import { ask } from '../../api/client.ts';
import { useLanguage } from '../../i18n/language-provider.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button } from '../../shared/button.tsx';
import { CodeBlock } from '../../shared/code-block.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
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
      {link.mailable ? (
        <SendLink user={link.user} token={address.slice(address.indexOf('#') + 1)} />
      ) : (
        <Text size="sm" c="dimmed">
          {say(peopleLinkText.noMail)}
        </Text>
      )}
      <Group justify="flex-end">
        <Button onClick={onDone} data-autofocus>
          {say(peopleLinkText.linkDone)}
        </Button>
      </Group>
    </Stack>
  );
}

/** Sends the link to its owner, by the mail of the site. */
function SendLink({ user: { id, email }, token }: { readonly user: User; readonly token: string }) {
  const { rich } = useWords();
  const { language } = useLanguage();
  const send = useMutation({
    mutationFn: () =>
      ask<PasswordLinkMailed>(`/api/v1/users/${id}/password-link/mail`, { token, language: language.code }),
  });
  const address = <bdi key="address">{email}</bdi>;
  return (
    <Stack gap="xs" align="flex-start">
      <Button variant="default" loading={send.isPending} onClick={() => send.mutate()}>
        {rich(peopleLinkText.sendLink, { address })}
      </Button>
      <div role="status">{send.isSuccess && <Text size="sm">{rich(peopleLinkText.linkSent, { address })}</Text>}</div>
      {send.error && <ProblemAlert error={send.error} headingOrder={3} />}
    </Stack>
  );
}

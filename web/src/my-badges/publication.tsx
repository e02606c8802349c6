import { Anchor, Group, Stack, Switch, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconBrandLinkedin } from '@tabler/icons-react';
import type { MyBadge } from '../../../src/api/schemas/my-badges.ts';
import { put } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { CopyButton } from '../shared/copy-button.tsx';
import { AddressButton } from '../shared/links.tsx';
import { notifyFailure } from '../shared/notify.ts';
import classes from './my-badges.module.css';
import { myBadgesText } from './my-badges-text.ts';
import { myBadgeKeys } from './queries.ts';

interface PublicationProps {
  readonly badge: MyBadge;
  readonly own: NonNullable<MyBadge['own']>;
}

/** Whether everybody may see a badge: its learner's choice, with what others then see, and the address to give them. */
export function Publication({ badge: { id, name }, own }: PublicationProps) {
  const say = useText();
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: (published: boolean) => put<MyBadge>(`/api/v1/my/badges/${id}/published`, { published }, null),
    onSettled: () => client.invalidateQueries({ queryKey: myBadgeKeys.badges }),
    onError: (error) => notifyFailure(say, error),
  });
  const { published, listed, page, preview, linkedIn } = own;
  return (
    <Stack gap="xs">
      <Switch
        label={say(myBadgesText.publish)}
        aria-label={say(myBadgesText.publishNamed, { name })}
        description={say(published ? myBadgesText.published : myBadgesText.private)}
        checked={publish.isPending ? publish.variables : published}
        // Not disabled meanwhile: that would take the focus away from it.
        onChange={({ currentTarget }) => !publish.isPending && publish.mutate(currentTarget.checked)}
      />
      {listed && (
        <Text size="sm" c="dimmed">
          {say(myBadgesText.listed)}
        </Text>
      )}
      {published ? (
        <Group gap="xs">
          <Anchor href={page} target="_blank" rel="noreferrer" size="sm" className={classes.link} dir="ltr">
            {page}
          </Anchor>
          <CopyButton text={page} what={say(myBadgesText.linkTo, { name })} />
        </Group>
      ) : (
        <Text size="sm">
          <Anchor href={preview} target="_blank" rel="noreferrer">
            {say(myBadgesText.preview)}
          </Anchor>
        </Text>
      )}
      {linkedIn !== null && (
        <AddressButton
          href={linkedIn}
          target="_blank"
          rel="noopener noreferrer"
          variant="default"
          size="xs"
          w="fit-content"
          leftSection={<IconBrandLinkedin size={16} aria-hidden />}
        >
          {say(myBadgesText.linkedIn)}
        </AddressButton>
      )}
    </Stack>
  );
}

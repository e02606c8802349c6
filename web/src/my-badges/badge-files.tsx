import { Anchor, Group, Text } from '@mantine/core';
import type { MyBadge } from '../../../src/api/schemas/my-badges.ts';
import { useText } from '../i18n/use-text.ts';
import { myBadgesText } from './my-badges-text.ts';

interface BadgeFilesProps {
  readonly name: string;
  readonly files: NonNullable<MyBadge['own']>['files'];
}

/** The badge to keep, as whichever kind of file another program takes. */
export function BadgeFiles({ name, files }: BadgeFilesProps) {
  const say = useText();
  const offered = [
    ['PNG', files.png],
    ['SVG', files.svg],
    ['JSON', files.json],
    ['JWT', files.jwt],
    ['SD-JWT', files.sdJwt],
  ] as const;
  return (
    <Group gap="sm">
      <Text size="sm">{say(myBadgesText.download)}</Text>
      {offered.map(
        ([form, path]) =>
          path !== null && (
            <Anchor key={form} href={path} download size="sm" aria-label={say(myBadgesText.downloadAs, { name, form })}>
              {form}
            </Anchor>
          ),
      )}
    </Group>
  );
}

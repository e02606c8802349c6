import { Group, Image, Input, Stack, Text } from '@mantine/core';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../shared/button.tsx';
import { ImageButton, useImageUpload } from '../../../shared/image-upload.tsx';
import { sharedText } from '../../../shared/shared-text.ts';
import { logoUrl } from '../logo-url.ts';
import { newIssuerText } from './new-text.ts';

interface LogoFieldProps {
  /** Its digest; null: none. */
  readonly logo: string | null;
  readonly error: string | null;
  readonly onChange: (logo: string | null) => void;
}

/** The logo of an issuer that is being made: uploaded at once, and shown. */
export function LogoField({ logo, error, onChange }: LogoFieldProps) {
  const say = useText();
  const upload = useImageUpload(({ sha256 }) => onChange(sha256));
  const url = logoUrl({ logo });
  const told = upload.refusal ?? error;
  return (
    <Group align="flex-start" gap="md">
      {url !== null && <Image src={url} alt={say(newIssuerText.logoAlt)} w={72} h={72} fit="contain" />}
      <Stack gap={6} flex={1} miw="12rem">
        <Input.Label labelElement="div">{say(newIssuerText.logo)}</Input.Label>
        <Text size="sm" c="dimmed">
          {say(newIssuerText.logoHelp)} {say(sharedText.imageLimits)}
        </Text>
        <Group gap="xs">
          <ImageButton label={say(newIssuerText.logoUpload)} busy={upload.busy} onTake={upload.take} />
          {url !== null && (
            <Button variant="subtle" size="xs" onClick={() => onChange(null)}>
              {say(newIssuerText.logoRemove)}
            </Button>
          )}
        </Group>
        {told !== null && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert" dir="auto">
            {told}
          </Text>
        )}
      </Stack>
    </Group>
  );
}

import { Group, Image, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { getTagged, put } from '../../../api/client.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useMay } from '../../../session/session-context.tsx';
import { ImageButton, useImageUpload } from '../../../shared/image-upload.tsx';
import { Button } from '../../../shared/button.tsx';
import { notifyDone } from '../../../shared/notify.ts';
import { ProblemAlert } from '../../../shared/problem-alert.tsx';
import { Section } from '../../../shared/section.tsx';
import { issuerKeys, issuerPath } from '../issuer-queries.ts';
import { logoUrl } from '../logo-url.ts';
import { issuerText } from './issuer-text.ts';

/** The logo of an issuer, and for admins another one in its place. */
export function LogoSection({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const client = useQueryClient();
  const mayAdminister = useMay('administer');
  const { slug, name } = issuer;
  const change = useMutation({
    mutationFn: async (logo: string | null) => {
      // Only the logo is changed: the rest stays as it is now.
      const { data, etag } = await getTagged<IssuerView>(issuerPath(slug));
      const { name: nameNow, url, email, language } = data;
      return put<IssuerView>(issuerPath(slug), { name: nameNow, url, email, language, logo }, etag);
    },
    onSuccess: async (saved) => {
      client.setQueryData(issuerKeys.one(slug), saved);
      notifyDone(say, say(saved.data.logo === null ? issuerText.logoRemoved : issuerText.logoSaved));
      await client.invalidateQueries({ queryKey: issuerKeys.all });
    },
  });
  const upload = useImageUpload(({ sha256 }) => change.mutate(sha256));
  const url = logoUrl(issuer);
  return (
    <Section title={say(issuerText.logo)}>
      <Stack gap="sm" align="flex-start">
        {url === null ? (
          <Text>{say(issuerText.logoNone)}</Text>
        ) : (
          <Image src={url} alt={say(issuerText.logoAlt, { name })} w={96} h={96} fit="contain" />
        )}
        {mayAdminister && (
          <>
            <Text size="sm" c="dimmed">
              {say(issuerText.logoHelp)}
            </Text>
            {change.error && <ProblemAlert error={change.error} headingOrder={3} />}
            {upload.refusal !== null && (
              <Text size="sm" c="var(--mantine-color-error)" role="alert" dir="auto">
                {upload.refusal}
              </Text>
            )}
            <Group gap="sm">
              <ImageButton
                label={say(issuerText.logoUpload)}
                busy={upload.busy || change.isPending}
                onTake={upload.take}
              />
              {url !== null && (
                <Button variant="subtle" size="xs" disabled={change.isPending} onClick={() => change.mutate(null)}>
                  {say(issuerText.logoRemove)}
                </Button>
              )}
            </Group>
          </>
        )}
      </Stack>
    </Section>
  );
}

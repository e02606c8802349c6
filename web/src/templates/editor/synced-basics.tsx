import { Alert, Anchor, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { AccountLink } from '../../shared/account-link.tsx';
import { Fact, Facts } from '../../shared/facts.tsx';
import { originText } from '../../shared/origin-text.ts';
import { TemplateImage } from '../../shared/template-image.tsx';
import { templatesText } from '../templates-text.ts';
import { editorText } from './editor-text.ts';
import { syncedText } from './synced-text.ts';

/** What of a synced template is changed at its provider alone: to be read here, with the ways to where that is. */
export function SyncedBasics({ template }: { readonly template: TemplateView }) {
  const say = useText();
  const { id, name, description, imageUrl, holder, provider } = template;
  if (holder.origin === 'openedx') return null;
  const called = say(originText[holder.origin]);
  const account = holder.origin === 'credly' ? holder.organization : holder.account;
  return (
    <Stack gap="md">
      <Alert variant="light" color="gray" icon={<IconRefresh aria-hidden />}>
        {say(editorText.fromOutside, { provider: called })}
        {provider.page !== null && (
          <>
            {' '}
            <Anchor href={provider.page} target="_blank" rel="noreferrer" inherit>
              {say(templatesText.atProvider, { provider: called })}
            </Anchor>
          </>
        )}
      </Alert>
      <Facts>
        <Fact label={say(editorText.name)}>
          <Group gap="sm" wrap="nowrap" component="span">
            <TemplateImage url={imageUrl} size={44} />
            <bdi>{name}</bdi>
          </Group>
        </Fact>
        <Fact label={say(editorText.description)}>
          {description === '' ? (
            <Text c="dimmed" inherit>
              {say(syncedText.noDescription)}
            </Text>
          ) : (
            <Text inherit dir="auto" style={{ whiteSpace: 'pre-line' }}>
              {description}
            </Text>
          )}
        </Fact>
        <Fact label={say(syncedText.imageAddress)}>
          {imageUrl === null ? (
            <Text c="dimmed" inherit>
              {say(syncedText.noImage)}
            </Text>
          ) : (
            <bdi className="mono">{imageUrl}</bdi>
          )}
        </Fact>
        {provider.fields.includes('holder') && (
          <Fact label={say(editorText.origin)}>
            {called} · <AccountLink origin={holder.origin} account={account} />
          </Fact>
        )}
        <Fact label={say(editorText.templateId)}>
          <bdi className="mono">{id}</bdi>
        </Fact>
      </Facts>
    </Stack>
  );
}

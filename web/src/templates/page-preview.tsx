import { Modal, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconEye } from '@tabler/icons-react';
import { useIntl } from 'react-intl';
import type { PagePreview, TemplateDocument } from '../../../src/api/schemas/templates.ts';
import { ask } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { DataState } from '../shared/data-state.tsx';
import { sharedText } from '../shared/shared-text.ts';
import { previewText } from './preview-text.ts';

interface PagePreviewButtonProps {
  /** The template as it is when the button is pressed. */
  readonly template: () => TemplateDocument;
}

/** Shows the public page of a badge as everybody would see it, before anything is saved. */
export function PagePreviewButton({ template }: PagePreviewButtonProps) {
  const say = useText();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" size="xs" leftSection={<IconEye size={16} stroke={1.8} aria-hidden />} onClick={open}>
        {say(previewText.open)}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        size="xl"
        title={say(previewText.title)}
        closeButtonProps={{ 'aria-label': say(sharedText.close) }}
      >
        {opened && <Preview document={template()} />}
      </Modal>
    </>
  );
}

function Preview({ document }: { readonly document: TemplateDocument }) {
  const say = useText();
  const { locale } = useIntl();
  const json = JSON.stringify(document);
  const query = useQuery({
    queryKey: ['templates', 'preview', json, locale],
    queryFn: ({ signal }) =>
      ask<PagePreview>(`/api/v1/templates/preview?lang=${locale}`, JSON.parse(json) as unknown, signal),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  return (
    <>
      <Text size="sm" c="dimmed" mb="sm">
        {say(previewText.help)}
      </Text>
      <DataState query={query}>
        {({ html }) => (
          <iframe
            title={say(previewText.frame, { name: document.name })}
            sandbox=""
            // Links of the page lead nowhere from here: a sandbox opens no window.
            srcDoc={html.replace('<head>', '<head><base target="_blank">')}
            style={{
              inlineSize: '100%',
              blockSize: '65vh',
              border: '1px solid var(--laurel-line)',
              borderRadius: 'var(--mantine-radius-md)',
            }}
          />
        )}
      </DataState>
    </>
  );
}

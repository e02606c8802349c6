import { Alert, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { originText } from '../../shared/origin-text.ts';
import { Section } from '../../shared/section.tsx';
import { TemplateImage } from '../../shared/template-image.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import type { TemplateDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import { editorText } from './editor-text.ts';
import { HolderFields } from './holder-fields.tsx';

type BasicsCardProps = Pick<TemplateDraft, 'id' | 'name' | 'description' | 'imageUrl' | 'holder'>;

/** Name, description, image and origin. */
export const BasicsCard = memo(function BasicsCard({ id, name, description, imageUrl, holder }: BasicsCardProps) {
  const say = useText();
  const { change, isNew } = useEditor();
  const fields = { name: useField('name'), description: useField('description'), imageUrl: useField('imageUrl') };
  const { origin } = holder;
  return (
    <Section title={say(editorText.basics)}>
      <Stack gap="md">
        {!isNew && origin !== 'openedx' && (
          <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />}>
            {say(editorText.fromOutside, { provider: say(originText[origin]) })}
          </Alert>
        )}
        <TextInput
          {...fields.name}
          label={say(editorText.name)}
          placeholder={say(editorText.namePlaceholder)}
          value={name}
          onChange={({ currentTarget: { value } }) => change((draft) => ({ ...draft, name: value }))}
          maxLength={300}
          required
          withAsterisk={false}
          dir="auto"
        />
        <Textarea
          {...fields.description}
          label={say(editorText.description)}
          description={say(editorText.descriptionHelp)}
          value={description}
          onChange={({ currentTarget: { value } }) => change((draft) => ({ ...draft, description: value }))}
          maxLength={10_000}
          autosize
          minRows={2}
          dir="auto"
        />
        <Group align="flex-start" wrap="nowrap">
          <TextInput
            {...fields.imageUrl}
            flex={1}
            type="url"
            label={say(editorText.image)}
            description={say(editorText.imageHelp)}
            value={imageUrl}
            onChange={({ currentTarget: { value } }) => change((draft) => ({ ...draft, imageUrl: value }))}
            maxLength={2_000}
          />
          <TemplateImage url={imageUrl.trim() === '' ? null : imageUrl.trim()} size={64} />
        </Group>
        <HolderFields holder={holder} />
        <AdvancedFields
          field="id"
          label={say(editorText.templateId)}
          help={say(isNew ? editorText.idHelp : editorText.idFixed)}
          value={id}
          {...(isNew && {
            onChange: (value: string) => change((draft) => ({ ...draft, id: value, idFollows: false })),
          })}
        />
      </Stack>
    </Section>
  );
});

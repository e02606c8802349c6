import { Alert, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useText } from '../../i18n/use-text.ts';
import { originText } from '../../shared/origin-text.ts';
import { Section } from '../../shared/section.tsx';
import { TemplateImage } from '../../shared/template-image.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import { useEditor } from './editor-context.ts';
import { editorText } from './editor-text.ts';
import { HolderFields } from './holder-fields.tsx';

/** Name, description, image and origin. */
export function BasicsCard() {
  const say = useText();
  const { draft, change, field, isNew } = useEditor();
  const { origin } = draft.holder;
  return (
    <Section title={say(editorText.basics)}>
      <Stack gap="md">
        {!isNew && origin !== 'openedx' && (
          <Alert variant="light" color="gray" icon={<IconInfoCircle aria-hidden />}>
            {say(editorText.fromOutside, { provider: say(originText[origin]) })}
          </Alert>
        )}
        <TextInput
          {...field('name')}
          label={say(editorText.name)}
          placeholder={say(editorText.namePlaceholder)}
          value={draft.name}
          onChange={({ currentTarget: { value } }) => change((current) => ({ ...current, name: value }))}
          maxLength={300}
          required
          withAsterisk={false}
          dir="auto"
        />
        <Textarea
          {...field('description')}
          label={say(editorText.description)}
          description={say(editorText.descriptionHelp)}
          value={draft.description}
          onChange={({ currentTarget: { value } }) => change((current) => ({ ...current, description: value }))}
          maxLength={10_000}
          autosize
          minRows={2}
          dir="auto"
        />
        <Group align="flex-start" wrap="nowrap">
          <TextInput
            {...field('imageUrl')}
            flex={1}
            type="url"
            label={say(editorText.image)}
            description={say(editorText.imageHelp)}
            value={draft.imageUrl}
            onChange={({ currentTarget: { value } }) => change((current) => ({ ...current, imageUrl: value }))}
            maxLength={2_000}
          />
          <TemplateImage url={draft.imageUrl.trim() === '' ? null : draft.imageUrl.trim()} size={64} />
        </Group>
        <HolderFields />
        <AdvancedFields
          field="id"
          label={say(editorText.templateId)}
          help={say(isNew ? editorText.idHelp : editorText.idFixed)}
          value={draft.id}
          {...(isNew && { onChange: (id: string) => change((current) => ({ ...current, id, idFollows: false })) })}
        />
      </Stack>
    </Section>
  );
}

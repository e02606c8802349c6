import { Stack, Textarea, TextInput } from '@mantine/core';
import { memo } from 'react';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { Section } from '../../shared/section.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import type { TemplateDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import { editorText } from './editor-text.ts';
import { HolderFields } from './holder-fields.tsx';
import { ImageField } from './image-field.tsx';
import { SyncedBasics } from './synced-basics.tsx';

interface BasicsCardProps extends Pick<
  TemplateDraft,
  'id' | 'name' | 'description' | 'imageUrl' | 'holder' | 'achievement'
> {
  /** The stored template, where it is synced with a provider; else null. */
  readonly synced: TemplateView | null;
}

/** Name, description, image and origin. */
export const BasicsCard = memo(function BasicsCard(props: BasicsCardProps) {
  const { id, name, description, imageUrl, holder, achievement, synced } = props;
  const say = useText();
  const { change, isNew } = useEditor();
  const fields = { name: useField('name'), description: useField('description') };
  if (synced !== null)
    return (
      <Section title={say(editorText.basics)}>
        <Stack gap="md">
          <SyncedBasics template={synced} />
          {!synced.provider.fields.includes('holder') && <HolderFields holder={holder} />}
        </Stack>
      </Section>
    );
  return (
    <Section title={say(editorText.basics)}>
      <Stack gap="md">
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
        <ImageField imageUrl={imageUrl} holder={holder} achievement={achievement} />
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

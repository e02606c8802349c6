import { Alert, Stack, Textarea, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { memo } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { originText } from '../../shared/origin-text.ts';
import { Section } from '../../shared/section.tsx';
import { AdvancedFields } from './advanced-fields.tsx';
import type { TemplateDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import { editorText } from './editor-text.ts';
import { HolderFields } from './holder-fields.tsx';
import { ImageField } from './image-field.tsx';

type BasicsCardProps = Pick<TemplateDraft, 'id' | 'name' | 'description' | 'imageUrl' | 'holder' | 'achievement'>;

/** Name, description, image and origin. */
export const BasicsCard = memo(function BasicsCard(props: BasicsCardProps) {
  const { id, name, description, imageUrl, holder, achievement } = props;
  const say = useText();
  const { change, isNew } = useEditor();
  const fields = { name: useField('name'), description: useField('description') };
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

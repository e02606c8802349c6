import { Group, Image, Input, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ImageButton, useImageUpload } from '../../shared/image-upload.tsx';
import type { UploadedImage } from '../../shared/image-upload.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { TemplateImage } from '../../shared/template-image.tsx';
import type { TemplateDraft } from './draft.ts';
import { useEditor, useField } from './editor-context.ts';
import { imageText } from './image-text.ts';

type ImageFieldProps = Pick<TemplateDraft, 'imageUrl' | 'holder' | 'achievement'>;

interface Size {
  readonly url: string;
  readonly width: number;
  readonly height: number;
}

/**
 * The picture of a badge: uploaded, or somewhere else by its address. Of badges that Laurel issues the uploaded one is a part; for
 * the others it is kept here, and its address is taken.
 */
export function ImageField({ imageUrl, holder, achievement }: ImageFieldProps) {
  const say = useText();
  const { change } = useEditor();
  const url = useField('imageUrl');
  const stored = useField('achievement.image');
  const isOwn = holder.origin === 'openedx';
  const upload = useImageUpload(({ sha256, publicUrl }: UploadedImage) =>
    change((draft) =>
      isOwn ? { ...draft, achievement: { ...draft.achievement, image: sha256 } } : { ...draft, imageUrl: publicUrl },
    ),
  );
  const isUploaded = isOwn && achievement.image !== '';
  const shown = isUploaded ? `/images/${achievement.image}` : imageUrl.trim();
  const refusal = upload.refusal ?? stored.error;
  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="md">
        <Picture key={shown} url={shown} />
        <Stack gap={6} flex={1} miw="12rem">
          <Input.Label labelElement="div">{say(imageText.label)}</Input.Label>
          <Text size="sm" c="dimmed">
            {say(sharedText.imageLimits)}
          </Text>
          <Group gap="xs">
            <ImageButton
              id={stored.id}
              label={say(shown === '' ? imageText.upload : imageText.uploadOther)}
              busy={upload.busy}
              onTake={upload.take}
            />
            {isUploaded && (
              <Button
                variant="subtle"
                size="xs"
                onClick={() =>
                  change(
                    (draft) => ({ ...draft, achievement: { ...draft.achievement, image: '' } }),
                    'achievement.image',
                  )
                }
              >
                {say(imageText.remove)}
              </Button>
            )}
          </Group>
          {refusal !== null && refusal !== false && (
            <Text size="sm" c="var(--mantine-color-error)" role="alert" dir="auto">
              {refusal}
            </Text>
          )}
        </Stack>
      </Group>
      <TextInput
        {...url}
        type="url"
        label={say(imageText.address)}
        description={say(isUploaded ? imageText.addressUnused : imageText.addressHelp)}
        value={imageUrl}
        onChange={({ currentTarget: { value } }) => change((draft) => ({ ...draft, imageUrl: value }))}
        maxLength={2_000}
      />
    </Stack>
  );
}

/** The picture as it is, with its size, and a word where badges would show it with an empty border. */
function Picture({ url }: { readonly url: string }) {
  const say = useText();
  const [size, setSize] = useState<Size | null>(null);
  const [failed, setFailed] = useState(false);
  if (url === '' || failed)
    return (
      <Stack gap={4} w={96}>
        <TemplateImage url={null} size={96} />
        {failed && (
          <Text size="xs" role="status">
            {say(imageText.unseen)}
          </Text>
        )}
      </Stack>
    );
  const isSquare = size === null || Math.abs(size.width - size.height) <= Math.max(size.width, size.height) * 0.02;
  return (
    <Stack gap={4} w={96}>
      <Image
        src={url}
        alt={say(imageText.alt)}
        w={96}
        h={96}
        fit="contain"
        radius="sm"
        onError={() => setFailed(true)}
        onLoad={({ currentTarget: { naturalWidth: width, naturalHeight: height } }) => setSize({ url, width, height })}
      />
      {size !== null && (
        <Text size="xs" c="dimmed">
          {say(imageText.size, { width: size.width, height: size.height })}
        </Text>
      )}
      {!isSquare && (
        <Text size="xs" role="status">
          {say(imageText.notSquare)}
        </Text>
      )}
    </Stack>
  );
}

import { FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { post } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { base64Of } from './base64.ts';
import { Button } from './button.tsx';
import { problemWords } from './problem-words.ts';
import { sharedText } from './shared-text.ts';

/** As the server has it: what is larger is refused there, too. */
const mostBytes = 524_288;

/** A picture that the server has judged and kept. */
export interface UploadedImage {
  /** By which it is named. */
  readonly sha256: string;
  /** Path at which this server has it. */
  readonly url: string;
  /** Its whole public address. */
  readonly publicUrl: string;
}

export interface ImageUpload {
  readonly take: (file: File) => void;
  readonly busy: boolean;
  /** Why the last one was refused, in words. */
  readonly refusal: string | null;
}

/** Uploads pictures. Which may be taken the server judges by their content; only what is far too large is not sent there. */
export function useImageUpload(onUploaded: (image: UploadedImage) => void): ImageUpload {
  const say = useText();
  const [tooLarge, setTooLarge] = useState<number | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: async (file: File) =>
      (await post<UploadedImage>('/api/v1/images', { content: await base64Of(file) })).data,
    onSuccess: onUploaded,
  });
  const take = (file: File): void => {
    reset();
    const fits = file.size <= mostBytes;
    setTooLarge(fits ? null : file.size);
    if (fits) mutate(file);
  };
  const told = error && problemWords(say, error);
  const refusal =
    tooLarge === null
      ? told && `${told.title} ${told.detail}`
      : say(sharedText.imageTooLarge, { size: Math.ceil(tooLarge / 1_024) });
  return { take, busy: isPending, refusal };
}

interface ImageButtonProps {
  readonly id?: string;
  readonly label: string;
  readonly busy: boolean;
  readonly onTake: (file: File) => void;
}

/** Opens the choice of a picture's file; the same file may be chosen again after it was mended. */
export function ImageButton({ id, label, busy, onTake }: ImageButtonProps) {
  const reset = useRef<() => void>(null);
  const choose = (file: File | null): void => {
    if (file === null) return;
    onTake(file);
    reset.current?.();
  };
  return (
    <FileButton accept="image/png,image/svg+xml,.png,.svg" onChange={choose} resetRef={reset}>
      {({ onClick }) => (
        <Button {...(id !== undefined && { id })} variant="default" size="xs" loading={busy} onClick={onClick}>
          {label}
        </Button>
      )}
    </FileButton>
  );
}

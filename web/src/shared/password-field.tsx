import { PasswordInput } from '@mantine/core';
import type { PasswordInputProps } from '@mantine/core';

/** A field for a secret. Unlike Mantine's own it tells screen readers that it is wrong, and its eye can be reached by keyboard. */
export function PasswordField(props: PasswordInputProps) {
  return <PasswordInput visibilityToggleFocusable {...props} aria-invalid={Boolean(props.error) || undefined} />;
}

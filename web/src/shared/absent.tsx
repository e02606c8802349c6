import { Text, VisuallyHidden } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';

/** In place of a value that is not there. */
export function Absent() {
  const say = useText();
  return (
    <Text span c="dimmed">
      <span aria-hidden>–</span>
      <VisuallyHidden>{say(sharedText.none)}</VisuallyHidden>
    </Text>
  );
}

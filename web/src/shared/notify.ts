import { notifications } from '@mantine/notifications';
import type { ApiError } from '../api/api-error.ts';
import type { Say } from '../i18n/use-text.ts';
import { problemWords } from './problem-words.ts';
import { sharedText } from './shared-text.ts';

/** Says that something worked. Screen readers are told, too. */
export function notifyDone(say: Say, message: string): void {
  notifications.show({
    message,
    color: 'laurel',
    role: 'status',
    closeButtonProps: { 'aria-label': say(sharedText.close) },
  });
}

/** Says that a command failed, and why; it stays until it is closed. */
export function notifyFailure(say: Say, error: ApiError): void {
  const { title, detail } = problemWords(say, error);
  notifications.show({
    title,
    message: detail === '' ? say(sharedText.failed) : detail,
    color: 'red',
    role: 'alert',
    autoClose: false,
    closeButtonProps: { 'aria-label': say(sharedText.close) },
  });
}

import { Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { ProblemAlert } from './problem-alert.tsx';
import { sharedText } from './shared-text.ts';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What will happen, and to how many. */
  readonly children: ReactNode;
  /** What the button does, as a verb: not "OK". */
  readonly confirm: string;
  /** In place of "Cancel". */
  readonly cancel?: string;
  /** True for what can't be taken back. */
  readonly dangerous?: boolean;
  readonly busy?: boolean;
  /** True while there is nothing that could be confirmed. */
  readonly disabled?: boolean;
  readonly error?: ApiError | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Asks before something is done that concerns others or can't be taken back. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const {
    opened,
    title,
    children,
    confirm,
    cancel,
    dangerous = false,
    busy = false,
    disabled = false,
    error,
    onConfirm,
    onClose,
  } = props;
  const say = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say(sharedText.close) }}>
      <Stack gap="md">
        <div>{children}</div>
        {error && <ProblemAlert error={error} headingOrder={3} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} data-autofocus={dangerous || undefined}>
            {cancel ?? say(sharedText.cancel)}
          </Button>
          <Button
            {...(dangerous && { color: 'red' })}
            loading={busy}
            disabled={disabled}
            onClick={onConfirm}
            data-autofocus={!dangerous || undefined}
          >
            {confirm}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

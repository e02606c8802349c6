import { Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { WithDraft } from './drafts/draft-question.tsx';
import type { KeptDraft } from './drafts/use-kept-draft.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { sharedText } from './shared-text.ts';

interface FormDialogProps {
  readonly opened: boolean;
  readonly title: string;
  /** What the button does, as a verb. */
  readonly submit: string;
  readonly busy: boolean;
  /** What no field of the form can tell. */
  readonly error?: ApiError | null;
  readonly onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  readonly onClose: () => void;
  /** What is kept of it on this device, where somebody types; closing the dialog keeps it, and "Cancel" drops it. */
  readonly draft?: KeptDraft;
  /** The fields. */
  readonly children: ReactNode;
}

/** A form in a dialog. Its fields begin anew each time when they stand in a component of their own. */
export function FormDialog(props: FormDialogProps) {
  const { opened, onClose, title, draft } = props;
  const say = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say(sharedText.close) }}>
      {draft === undefined ? (
        <Form {...props} />
      ) : (
        <WithDraft draft={draft}>
          <Form {...props} />
        </WithDraft>
      )}
    </Modal>
  );
}

function Form({ submit, busy, error, onSubmit, onClose, draft, children }: FormDialogProps) {
  const say = useText();
  const cancel = (): void => {
    draft?.done();
    onClose();
  };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {children}
        {error && <ProblemAlert error={error} headingOrder={3} />}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={cancel}>
            {say(sharedText.cancel)}
          </Button>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

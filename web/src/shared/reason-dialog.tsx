import { Checkbox, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useRef, useState } from 'react';
import type { FormEvent, ReactNode } from 'react';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { WithDraft } from './drafts/draft-question.tsx';
import { useKeptDraft } from './drafts/use-kept-draft.ts';
import { ProblemAlert } from './problem-alert.tsx';
import { ReasonField } from './reason-field.tsx';
import { sharedText } from './shared-text.ts';

interface ReasonDialogProps {
  readonly opened: boolean;
  /** Names what the reason is for, such as `revoke:7`: what is typed is kept on this device until it is given. */
  readonly form: string;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  /** What the button does, as a verb. */
  readonly confirm: string;
  /** What somebody must tick before the button does anything: for what can't be taken back. */
  readonly acknowledge?: string;
  readonly dangerous?: boolean;
  readonly busy?: boolean;
  readonly error?: ApiError | null;
  /** Whether others may be told a reason as well, in words of their own. */
  readonly withPublicReason?: boolean;
  readonly onConfirm: (reason: string, publicReason: string) => Promise<unknown>;
  readonly onClose: () => void;
}

/** Asks for the reason of a command, which is kept in the history. */
export function ReasonDialog(props: ReasonDialogProps) {
  const { opened, title, onClose } = props;
  const say = useText();
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': say(sharedText.close) }}>
      <ReasonForm {...props} />
    </Modal>
  );
}

/** Inside the dialog, so that it begins empty each time. */
function ReasonForm(props: ReasonDialogProps) {
  const { form, children, confirm, acknowledge, dangerous, busy, error, onConfirm, onClose } = props;
  const { withPublicReason = false } = props;
  const say = useText();
  const [reason, setReason] = useState('');
  const [publicReason, setPublicReason] = useState('');
  const [acknowledged, setAcknowledged] = useState(acknowledge === undefined);
  const [checked, setChecked] = useState(false);
  const draft = useKeptDraft({
    form,
    value: { reason, publicReason },
    dirty: (reason + publicReason).trim() !== '',
    take: (kept) => {
      setReason(kept.reason);
      setPublicReason(kept.publicReason);
    },
  });
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const given = reason.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setChecked(true);
    if (given === '') reasonField.current?.focus();
    else if (acknowledged)
      // What failed is told by `error`, and its draft stays.
      void onConfirm(given, publicReason.trim()).then(draft.done, () => {});
    else box.current?.focus();
  };
  const cancel = (): void => {
    draft.done();
    onClose();
  };
  return (
    <WithDraft draft={draft}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <div>{children}</div>
          <ReasonField ref={reasonField} value={reason} onChange={setReason} checked={checked} first />
          {withPublicReason && (
            <Textarea
              label={say(sharedText.publicReason)}
              description={say(sharedText.publicReasonHelp)}
              value={publicReason}
              onChange={({ currentTarget }) => setPublicReason(currentTarget.value)}
              maxLength={500}
              autosize
              minRows={2}
              dir="auto"
            />
          )}
          {acknowledge !== undefined && (
            <Checkbox
              ref={box}
              label={acknowledge}
              checked={acknowledged}
              onChange={({ currentTarget }) => setAcknowledged(currentTarget.checked)}
              error={checked && !acknowledged && say(sharedText.acknowledgeMissing)}
            />
          )}
          {error && <ProblemAlert error={error} headingOrder={3} />}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={cancel}>
              {say(sharedText.cancel)}
            </Button>
            <Button type="submit" {...(dangerous && { color: 'red' })} loading={busy ?? false}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </WithDraft>
  );
}

import { Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useIntl } from 'react-intl';
import type { Connection } from '../../../../src/api/schemas/connections.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { FormDialog } from '../../shared/form-dialog.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { PasswordField } from '../../shared/password-field.tsx';
import { formText } from '../new/form-text.ts';
import { isRefusedKey, isTried, RefusedKey } from '../refused-key.tsx';
import { today } from '../today.ts';
import { oneText } from './one-text.ts';
import { useEdit } from './use-edit.ts';
import type { EditValues } from './use-edit.ts';

const fields = ['name', 'apiKey', 'keyIssuedOn'];

interface EditDialogProps {
  readonly connection: Connection;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Edits the name and the key of a connection. The key that is stored is never shown, only replaced. */
export function EditDialog({ connection: newest, opened, onClose }: EditDialogProps) {
  // As it was when the dialog was opened: the page behind it goes on reading.
  const [connection] = useState(newest);
  const say = useText();
  const intl = useIntl();
  const form = useForm<EditValues>({
    initialValues: { name: connection.name, apiKey: '', keyIssuedOn: connection.keyIssuedOn ?? '' },
    validate: { name: (value) => value.trim() === '' && say(formText.needName) },
  });
  const { name, keyIssuedOn } = form.values;
  const draft = useKeptDraft({
    form: `connection:${connection.origin}:${connection.account}`,
    // Not the key: what is kept can be read on the device.
    value: { name, keyIssuedOn },
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const { save, tried, busy, error, conflict } = useEdit(connection, {
    onSaved: () => {
      draft.done();
      notifyDone(say, say(oneText.saved));
      onClose();
    },
    onRefused: (refusal) => form.setErrors(fieldMistakes(say, refusal, fields).fields),
  });
  /** A new key was made today, unless somebody says otherwise. */
  const changeKey = (apiKey: string): void => {
    form.setFieldValue('apiKey', apiKey);
    if (form.values.apiKey === '' && !form.isDirty('keyIssuedOn')) form.setFieldValue('keyIssuedOn', today());
  };
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say(oneText.editTitle, { name: connection.name })}
      submit={say(oneText.save)}
      busy={busy}
      error={isRefusedKey(error) ? null : fieldMistakes(say, error, fields).rest}
      draft={draft}
      onSubmit={form.onSubmit((values) => save(values))}
    >
      {conflict && (
        <Callout tone="warning" headingOrder={3} title={say(oneText.changedMeanwhile)} announced>
          <Text size="sm">
            {say(oneText.changedMeanwhileHelp, {
              name: conflict.name,
              date: intl.formatDate(conflict.keyIssuedOn ?? '', { dateStyle: 'long', timeZone: 'UTC' }),
            })}
          </Text>
        </Callout>
      )}
      <TextInput
        label={say(formText.name)}
        maxLength={200}
        autoComplete="off"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
      />
      <PasswordField
        label={say(oneText.newKey)}
        description={say(oneText.newKeyHelp)}
        visibilityToggleButtonProps={{ 'aria-label': say(formText.showKey) }}
        autoComplete="off"
        maxLength={500}
        {...form.getInputProps('apiKey')}
        onChange={({ currentTarget }) => changeKey(currentTarget.value)}
      />
      <TextInput
        type="date"
        label={say(formText.keyIssuedOn)}
        description={say(connection.origin === 'credly' ? formText.keyIssuedOnHelp : formText.keyAgeHelp)}
        {...form.getInputProps('keyIssuedOn')}
      />
      <RefusedKey
        error={isTried(form.values, tried) ? error : null}
        busy={busy}
        onSaveAnyway={form.onSubmit((values) => save(values, true))}
      />
    </FormDialog>
  );
}

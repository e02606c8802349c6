import { Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../shared/button.tsx';
import { Callout } from '../../../shared/callout.tsx';
import { useKeptDraft } from '../../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../../shared/field-mistakes.ts';
import { FormDialog } from '../../../shared/form-dialog.tsx';
import { notifyDone } from '../../../shared/notify.ts';
import { useNewDialog } from '../../../shared/use-new-dialog.ts';
import { ProfileFields, profileChecks, profileFields, toProfile, toValues } from '../profile-fields.tsx';
import type { ProfileValues } from '../profile-fields.tsx';
import { issuerText } from './issuer-text.ts';
import { useIssuerEdit } from './use-issuer-edit.ts';

/** Opens the dialog that edits an issuer. */
export function EditIssuerButton({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const { round, opened, start, close } = useNewDialog();
  return (
    <>
      <Button variant="default" leftSection={<IconPencil size={18} stroke={1.8} aria-hidden />} onClick={start}>
        {say(issuerText.edit)}
      </Button>
      {round > 0 && <EditDialog key={round} issuer={issuer} opened={opened} onClose={close} />}
    </>
  );
}

interface EditDialogProps {
  readonly issuer: IssuerView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

function EditDialog({ issuer: newest, opened, onClose }: EditDialogProps) {
  // As it was when the dialog was opened: the page behind it goes on reading.
  const [issuer] = useState(newest);
  const say = useText();
  const form = useForm<ProfileValues>({ initialValues: toValues(issuer), validate: profileChecks(say) });
  const draft = useKeptDraft({
    form: `issuer:${issuer.slug}`,
    value: form.values,
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const { save, busy, error, conflict } = useIssuerEdit(issuer.slug, {
    onSaved: () => {
      draft.done();
      notifyDone(say, say(issuerText.saved));
      onClose();
    },
    onRefused: (refusal) => form.setErrors(fieldMistakes(say, refusal, profileFields).fields),
  });
  return (
    <FormDialog
      opened={opened}
      onClose={onClose}
      title={say(issuerText.editTitle, { name: issuer.name })}
      submit={say(issuerText.save)}
      busy={busy}
      error={fieldMistakes(say, error, profileFields).rest}
      draft={draft}
      onSubmit={form.onSubmit((values) => save(toProfile(values)))}
    >
      {conflict && (
        <Callout tone="warning" headingOrder={3} title={say(issuerText.changedMeanwhile)} announced>
          <Text size="sm">{say(issuerText.changedMeanwhileHelp, { name: conflict.name, url: conflict.url })}</Text>
        </Callout>
      )}
      <Text size="sm" c="dimmed">
        {say(issuerText.editHelp)}
      </Text>
      <ProfileFields form={form} />
    </FormDialog>
  );
}

import { Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Connection, ConnectionCreate } from '../../../../src/api/schemas/connections.ts';
import { postOnce } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { WithDraft } from '../../shared/drafts/draft-question.tsx';
import { LeaveDialog } from '../../shared/drafts/leave-dialog.tsx';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { LinkButton } from '../../shared/links.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { PasswordField } from '../../shared/password-field.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { isAccountName, isUuid } from '../account-names.ts';
import type { Provider } from '../providers.ts';
import { connectionKeys } from '../queries.ts';
import { isRefusedKey, isTried, RefusedKey } from '../refused-key.tsx';
import { today } from '../today.ts';
import { formText } from './form-text.ts';

interface Values {
  account: string;
  name: string;
  apiKey: string;
  keyIssuedOn: string;
}

const fields = ['account', 'name', 'apiKey', 'keyIssuedOn'];

/** What is needed to connect an account. The key is tried before it is stored; one that does not work takes insisting. */
export function ConnectionForm({ provider }: { readonly provider: Provider }) {
  const say = useText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const isCredly = provider === 'credly';
  const form = useForm<Values>({
    initialValues: { account: '', name: '', apiKey: '', keyIssuedOn: today() },
    validate: {
      account: (value) =>
        isCredly
          ? !isUuid(value.trim()) && say(formText.needOrganization)
          : !isAccountName(value.trim()) && say(formText.needAccount),
      apiKey: (value) => value.trim() === '' && say(formText.needKey),
    },
  });
  const { account, name, keyIssuedOn } = form.values;
  const draft = useKeptDraft({
    form: `connection:${provider}`,
    // Not the key: what is kept can be read on the device.
    value: { account, name, keyIssuedOn },
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const connect = useMutation({
    mutationFn: ({ account, name, apiKey, keyIssuedOn, force }: Values & { readonly force: boolean }) => {
      const wanted: ConnectionCreate = {
        origin: provider,
        account: account.trim(),
        ...(name.trim() !== '' && { name: name.trim() }),
        apiKey: apiKey.trim(),
        ...(keyIssuedOn !== '' && { keyIssuedOn }),
        ...(force && { force }),
      };
      return postOnce<Connection>('/api/v1/connections', wanted);
    },
    onSuccess: async ({ origin, account, name }) => {
      draft.done();
      await client.invalidateQueries({ queryKey: connectionKeys.all });
      notifyDone(say, say(formText.done, { name }));
      await navigate({ to: '/connections/$origin/$account', params: { origin, account }, replace: true });
    },
    onError: (error) => form.setErrors(fieldMistakes(say, error, fields).fields),
  });
  const rest = isRefusedKey(connect.error) ? null : fieldMistakes(say, connect.error, fields).rest;
  const refusal = isTried(form.values, connect.variables) ? connect.error : null;
  const saveAs = (force: boolean) => form.onSubmit((values) => connect.mutate({ ...values, force }));
  return (
    <WithDraft draft={draft}>
      <form onSubmit={saveAs(false)} noValidate>
        <Stack gap="md">
          <TextInput
            label={say(isCredly ? formText.organization : formText.account)}
            description={say(isCredly ? formText.organizationHelp : formText.accountHelp)}
            maxLength={64}
            autoComplete="off"
            spellCheck={false}
            required
            withAsterisk={false}
            {...form.getInputProps('account')}
          />
          <TextInput
            label={say(formText.name)}
            description={say(formText.nameHelp)}
            maxLength={200}
            autoComplete="off"
            {...form.getInputProps('name')}
          />
          <PasswordField
            label={say(isCredly ? formText.token : formText.apiKey)}
            description={say(formText.keyHelp)}
            visibilityToggleButtonProps={{ 'aria-label': say(formText.showKey) }}
            autoComplete="off"
            maxLength={500}
            required
            withAsterisk={false}
            {...form.getInputProps('apiKey')}
          />
          <TextInput
            type="date"
            label={say(formText.keyIssuedOn)}
            description={say(isCredly ? formText.keyIssuedOnHelp : formText.keyAgeHelp)}
            max={today()}
            {...form.getInputProps('keyIssuedOn')}
          />
          <RefusedKey error={refusal} busy={connect.isPending} onSaveAnyway={saveAs(true)} />
          {rest && <ProblemAlert error={rest} headingOrder={3} />}
          <Group gap="sm">
            <Button type="submit" loading={connect.isPending}>
              {say(formText.submit)}
            </Button>
            <LinkButton to="/connections" variant="default">
              {say(sharedText.cancel)}
            </LinkButton>
          </Group>
        </Stack>
      </form>
      <LeaveDialog draft={draft} />
    </WithDraft>
  );
}

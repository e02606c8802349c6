import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { Connection, ConnectionCreate, ConnectionTest } from '../../../../src/api/schemas/connections.ts';
import { ask, postOnce } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { fieldMistakes } from '../../shared/field-mistakes.ts';
import { LinkButton } from '../../shared/links.tsx';
import { notifyDone } from '../../shared/notify.ts';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { isAccountName, isUuid } from '../account-names.ts';
import type { Provider } from '../providers.ts';
import { connectionKeys, connectionPath } from '../queries.ts';
import { today } from '../today.ts';
import { formText } from './form-text.ts';

interface Values {
  account: string;
  name: string;
  apiKey: string;
  keyIssuedOn: string;
}

const fields = ['account', 'name', 'apiKey', 'keyIssuedOn'];

/** What is needed to connect an account. It is stored first and then tested: the page of the account shows what came of it. */
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
      name: (value) => value.trim() === '' && say(formText.needName),
      apiKey: (value) => value.trim() === '' && say(formText.needKey),
    },
  });
  const connect = useMutation({
    mutationFn: async ({ account, name, apiKey, keyIssuedOn }: Values) => {
      const wanted: ConnectionCreate = {
        origin: provider,
        account: account.trim(),
        name,
        apiKey: apiKey.trim(),
        ...(keyIssuedOn !== '' && { keyIssuedOn }),
      };
      const made = await postOnce<Connection>('/api/v1/connections', wanted);
      // It is connected, whatever becomes of the test: that can be repeated on its page.
      await ask<ConnectionTest>(`${connectionPath(made)}/test`, undefined).catch(() => undefined);
      return made;
    },
    onSuccess: async ({ origin, account, name }) => {
      await client.invalidateQueries({ queryKey: connectionKeys.all });
      notifyDone(say, say(formText.done, { name }));
      await navigate({ to: '/connections/$origin/$account', params: { origin, account } });
    },
    onError: (error) => form.setErrors(fieldMistakes(error, fields).fields),
  });
  const rest = fieldMistakes(connect.error, fields).rest;
  return (
    <form onSubmit={form.onSubmit((values) => connect.mutate(values))} noValidate>
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
          required
          withAsterisk={false}
          {...form.getInputProps('name')}
        />
        <PasswordInput
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
  );
}

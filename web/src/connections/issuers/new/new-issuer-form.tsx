import { Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useIntl } from 'react-intl';
import type { IssuerCreate, IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { post } from '../../../api/client.ts';
import { useText } from '../../../i18n/use-text.ts';
import { Button } from '../../../shared/button.tsx';
import { WithDraft } from '../../../shared/drafts/draft-question.tsx';
import { LeaveDialog } from '../../../shared/drafts/leave-dialog.tsx';
import { useKeptDraft } from '../../../shared/drafts/use-kept-draft.ts';
import { fieldMistakes } from '../../../shared/field-mistakes.ts';
import { idFrom } from '../../../shared/id-from.ts';
import { LinkButton } from '../../../shared/links.tsx';
import { notifyDone } from '../../../shared/notify.ts';
import { ProblemAlert } from '../../../shared/problem-alert.tsx';
import { sharedText } from '../../../shared/shared-text.ts';
import { issuerKeys } from '../issuer-queries.ts';
import { ProfileFields, profileChecks, profileFields, toProfile } from '../profile-fields.tsx';
import type { ProfileValues } from '../profile-fields.tsx';
import { profileText } from '../profile-text.ts';
import { LogoField } from './logo-field.tsx';
import { newIssuerText } from './new-text.ts';

interface Values extends ProfileValues {
  slug: string;
  /** Digest of its logo, which is uploaded already; null: none. */
  logo: string | null;
}

const fields = ['slug', 'logo', ...profileFields];

/** What is needed to make an issuer. The name in its address follows its name until somebody writes another. */
export function NewIssuerForm() {
  const say = useText();
  const { locale } = useIntl();
  const navigate = useNavigate();
  const client = useQueryClient();
  const form = useForm<Values>({
    initialValues: { name: '', url: '', email: '', language: locale, slug: '', logo: null },
    validate: {
      ...profileChecks(say),
      slug: (value) => !/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(value) && say(profileText.needSlug),
    },
  });
  const draft = useKeptDraft({
    // No issuer has a name that begins so in its address.
    form: 'issuer:_new',
    value: form.values,
    dirty: form.isDirty(),
    take: (kept) => form.setValues(kept),
  });
  const make = useMutation({
    mutationFn: async (values: Values) => {
      const wanted: IssuerCreate = { slug: values.slug, logo: values.logo, ...toProfile(values) };
      return (await post<IssuerView>('/api/v1/issuers', wanted)).data;
    },
    onSuccess: async ({ slug, name }) => {
      draft.done();
      await client.invalidateQueries({ queryKey: issuerKeys.all });
      notifyDone(say, say(newIssuerText.done, { name }));
      await navigate({ to: '/connections/issuers/$issuer', params: { issuer: slug }, replace: true });
    },
    onError: (error) => form.setErrors(fieldMistakes(say, error, fields).fields),
  });
  const { rest, fields: refused } = fieldMistakes(say, make.error, fields);
  const { slug } = form.values;
  const takeName = (name: string): void => {
    if (slug === idFrom(form.values.name, '')) form.setFieldValue('slug', idFrom(name, ''));
    form.setFieldValue('name', name);
  };
  return (
    <WithDraft draft={draft}>
      <form onSubmit={form.onSubmit((values) => make.mutate(values))} noValidate>
        <Stack gap="md">
          <ProfileFields form={form} onName={takeName} />
          <TextInput
            label={say(profileText.slug)}
            description={say(profileText.slugHelp, { slug: slug || '…' })}
            maxLength={63}
            autoComplete="off"
            spellCheck={false}
            dir="ltr"
            required
            withAsterisk={false}
            {...form.getInputProps('slug')}
          />
          <LogoField
            logo={form.values.logo}
            error={refused['logo'] ?? null}
            onChange={(logo) => form.setFieldValue('logo', logo)}
          />
          {rest && <ProblemAlert error={rest} headingOrder={3} />}
          <Group gap="sm">
            <Button type="submit" loading={make.isPending}>
              {say(newIssuerText.submit)}
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

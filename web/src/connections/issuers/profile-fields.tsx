import { TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { IssuerView } from '../../../../src/api/schemas/issuers.ts';
import type { Say } from '../../i18n/use-text.ts';
import { useText } from '../../i18n/use-text.ts';
import { profileText } from './profile-text.ts';

/** What an issuer says of itself, as the fields hold it. */
export interface ProfileValues {
  name: string;
  url: string;
  email: string;
  language: string;
}

/** By these names the API tells what is wrong with a field. */
export const profileFields = ['name', 'url', 'email', 'language'] as const;

export const profileChecks = (say: Say) => ({
  name: (value: string) => value.trim() === '' && say(profileText.needName),
  url: (value: string) => !/^https?:\/\/[^\s/]+/i.test(value.trim()) && say(profileText.needUrl),
  email: (value: string) => value.trim() !== '' && !/^\S+@\S+\.\S+$/.test(value.trim()) && say(profileText.needEmail),
  language: (value: string) => !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(value.trim()) && say(profileText.needLanguage),
});

/** As the API takes it. */
export function toProfile({ name, url, email, language }: ProfileValues) {
  return { name: name.trim(), url: url.trim(), email: email.trim() || null, language: language.trim() };
}

export function toValues({ name, url, email, language }: IssuerView): ProfileValues {
  return { name, url, email: email ?? '', language };
}

interface ProfileFieldsProps<Values extends ProfileValues> {
  readonly form: UseFormReturnType<Values>;
  /** In place of taking the name into its field only. */
  readonly onName?: (name: string) => void;
}

/** The fields of what an issuer says of itself. */
export function ProfileFields<Values extends ProfileValues>({ form, onName }: ProfileFieldsProps<Values>) {
  const say = useText();
  return (
    <>
      <TextInput
        label={say(profileText.name)}
        description={say(profileText.nameHelp)}
        maxLength={200}
        autoComplete="off"
        required
        withAsterisk={false}
        data-autofocus
        {...form.getInputProps('name')}
        {...(onName && { onChange: ({ currentTarget }) => onName(currentTarget.value) })}
      />
      <TextInput
        type="url"
        label={say(profileText.url)}
        description={say(profileText.urlHelp)}
        maxLength={2000}
        autoComplete="off"
        dir="ltr"
        required
        withAsterisk={false}
        {...form.getInputProps('url')}
      />
      <TextInput
        type="email"
        label={say(profileText.email)}
        description={say(profileText.emailHelp)}
        maxLength={254}
        autoComplete="off"
        dir="ltr"
        {...form.getInputProps('email')}
      />
      <TextInput
        label={say(profileText.language)}
        description={say(profileText.languageHelp)}
        maxLength={35}
        autoComplete="off"
        spellCheck={false}
        dir="ltr"
        required
        withAsterisk={false}
        {...form.getInputProps('language')}
      />
    </>
  );
}

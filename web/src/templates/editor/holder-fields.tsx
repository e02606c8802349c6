import { Input, SegmentedControl, Select, Stack, Text, TextInput } from '@mantine/core';
import { useId } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { AccountTemplate } from '../../../../src/api/schemas/account-templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { connectionsQuery } from '../../shared/connections-query.ts';
import { Disclosure } from '../../shared/disclosure.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { TemplateWarnings } from '../template-warnings.tsx';
import type { HolderDraft } from './draft.ts';
import { useEditor, useEditorState, useField } from './editor-context.ts';
import { editorText } from './editor-text.ts';
import { pickerText } from './picker-text.ts';
import { ProviderTemplateField } from './provider-template-field.tsx';

/** Who holds the badges: Laurel, a Credly organization, or an Accredible API config. */
export function HolderFields({ holder }: { readonly holder: HolderDraft }) {
  const say = useText();
  const { change } = useEditor();
  const warnings = useEditorState((state) => state.warnings);
  const fields = { template: useField('holder.template'), group: useField('holder.group') };
  const label = useId();
  const set = (changed: Partial<HolderDraft>): void =>
    change((current) => ({ ...current, holder: { ...current.holder, ...changed } }));
  // What the next sync would set is there from the beginning.
  const pick = ({ name, description, imageUrl }: AccountTemplate, place: Partial<HolderDraft>): void =>
    change((current) => ({
      ...current,
      name,
      description,
      imageUrl: imageUrl ?? '',
      holder: { ...current.holder, ...place },
    }));
  return (
    <Stack gap="sm">
      <div>
        <Input.Label labelElement="div" id={label}>
          {say(editorText.origin)}
        </Input.Label>
        <div>
          <SegmentedControl
            aria-labelledby={label}
            value={holder.origin}
            onChange={(origin) => set({ origin })}
            data={[
              { value: 'openedx', label: say(editorText.originOpenedx) },
              { value: 'credly', label: say(sharedText.credly) },
              { value: 'accredible', label: say(sharedText.accredible) },
            ]}
          />
        </div>
      </div>
      {holder.origin === 'credly' && (
        <Stack gap="sm">
          <AccountSelect
            origin="credly"
            field="holder.organization"
            label={say(editorText.organization)}
            value={holder.organization}
            onChange={(organization) => set({ organization })}
          />
          {holder.organization !== '' && (
            <ProviderTemplateField
              key={holder.organization}
              origin="credly"
              account={holder.organization}
              field="holder.template"
              value={holder.template}
              onPick={(picked) => pick(picked, { template: picked.id })}
            />
          )}
          <Disclosure label={say(pickerText.byHand)}>
            <TextInput
              {...fields.template}
              id={`${fields.template.id}.by-hand`}
              label={say(editorText.credlyTemplate)}
              value={holder.template}
              onChange={({ currentTarget }) => set({ template: currentTarget.value })}
              classNames={{ input: 'mono-field' }}
              spellCheck={false}
            />
          </Disclosure>
        </Stack>
      )}
      {holder.origin === 'accredible' && (
        <Stack gap="sm">
          <AccountSelect
            origin="accredible"
            field="holder.account"
            label={say(editorText.account)}
            value={holder.account}
            onChange={(account) => set({ account })}
          />
          {holder.account !== '' && (
            <ProviderTemplateField
              key={holder.account}
              origin="accredible"
              account={holder.account}
              field="holder.group"
              value={holder.group}
              onPick={(picked) => pick(picked, { group: picked.id })}
            />
          )}
          <Disclosure label={say(pickerText.byHand)}>
            <TextInput
              {...fields.group}
              id={`${fields.group.id}.by-hand`}
              label={say(editorText.group)}
              inputMode="numeric"
              value={holder.group}
              onChange={({ currentTarget }) => set({ group: currentTarget.value })}
              classNames={{ input: 'mono-field' }}
            />
          </Disclosure>
        </Stack>
      )}
      {holder.origin !== 'openedx' && (
        <Text size="sm" c="dimmed">
          {say(editorText.syncInstead)}
        </Text>
      )}
      <TemplateWarnings warnings={warnings} origin={holder.origin} />
    </Stack>
  );
}

interface AccountSelectProps {
  readonly origin: 'credly' | 'accredible';
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (account: string) => void;
}

function AccountSelect({ origin, field, label, value, onChange }: AccountSelectProps) {
  const say = useText();
  const input = useField(field);
  const { data } = useQuery(connectionsQuery);
  const known = (data?.items ?? []).filter((connection) => connection.origin === origin);
  const choices = known.map(({ account, name }) => ({ value: account, label: name === '' ? account : name }));
  // A template may belong to an account that is not connected any more.
  if (value !== '' && known.every(({ account }) => account !== value)) choices.push({ value, label: value });
  return (
    <Select
      {...input}
      label={label}
      data={choices}
      value={value === '' ? null : value}
      onChange={(account) => onChange(account ?? '')}
      nothingFoundMessage={say(editorText.noAccounts)}
      description={data && known.length === 0 ? say(editorText.noAccounts) : undefined}
      allowDeselect={false}
    />
  );
}

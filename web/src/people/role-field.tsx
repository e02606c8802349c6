import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { KeyRole, Role } from '../../../src/api/schemas/people.ts';
import { useText } from '../i18n/use-text.ts';
import { roleHelpText } from '../shared/role-help-text.ts';
import { roleText } from '../shell/role-text.ts';
import { peopleText } from './people-text.ts';

const roles: readonly Role[] = ['viewer', 'designer', 'operator', 'admin'];
const keyRoles: readonly KeyRole[] = ['metrics', 'retirement', ...roles];

interface RoleFieldProps<Choice extends KeyRole> {
  /** Null: no role; undefined: not chosen yet. */
  readonly value: Choice | null | undefined;
  readonly onChange: (role: Choice | null) => void;
  /** Whether it may be none. */
  readonly withNone?: boolean;
  readonly error?: ReactNode;
}

/** Chooses what a person may do, and says what each role is. */
export function RoleField(props: RoleFieldProps<Role>) {
  return <Choice {...props} roles={roles} />;
}

/** The same for an API key. */
export function KeyRoleField(props: RoleFieldProps<KeyRole>) {
  return <Choice {...props} roles={keyRoles} />;
}

function Choice<Choosable extends KeyRole>({
  value,
  onChange,
  withNone = false,
  error,
  roles: offered,
}: RoleFieldProps<Choosable> & { readonly roles: readonly Choosable[] }) {
  const say = useText();
  return (
    <Radio.Group
      label={say(peopleText.role)}
      value={value === null ? '' : (value ?? 'nothing')}
      onChange={(chosen) => onChange(offered.find((role) => role === chosen) ?? null)}
      error={error}
      required
      withAsterisk={false}
    >
      <Stack gap="xs" mt={6}>
        {withNone && <Radio value="" label={say(peopleText.noRole)} description={say(peopleText.noRoleHelp)} />}
        {offered.map((role) => (
          <Radio key={role} value={role} label={say(roleText[role])} description={say(roleHelpText[role])} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

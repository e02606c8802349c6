import { Radio, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Role } from '../../../src/api/schemas/people.ts';
import { useText } from '../i18n/use-text.ts';
import { roleHelpText } from '../shared/role-help-text.ts';
import { roleText } from '../shell/role-text.ts';
import { peopleText } from './people-text.ts';

const roles: readonly Role[] = ['viewer', 'designer', 'operator', 'admin'];

interface RoleFieldProps {
  /** Null: no role; undefined: not chosen yet. */
  readonly value: Role | null | undefined;
  readonly onChange: (role: Role | null) => void;
  /** Whether it may be none. */
  readonly withNone?: boolean;
  readonly error?: ReactNode;
}

/** Chooses a role, and says what each may do. */
export function RoleField({ value, onChange, withNone = false, error }: RoleFieldProps) {
  const say = useText();
  return (
    <Radio.Group
      label={say(peopleText.role)}
      value={value === null ? '' : (value ?? 'nothing')}
      onChange={(chosen) => onChange(roles.find((role) => role === chosen) ?? null)}
      error={error}
      required
      withAsterisk={false}
    >
      <Stack gap="xs" mt={6}>
        {withNone && <Radio value="" label={say(peopleText.noRole)} description={say(peopleText.noRoleHelp)} />}
        {roles.map((role) => (
          <Radio key={role} value={role} label={say(roleText[role])} description={say(roleHelpText[role])} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

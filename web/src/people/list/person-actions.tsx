import { ActionIcon, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots, IconUserCheck, IconUserOff, IconUserShield } from '@tabler/icons-react';
import type { User } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { peopleText } from '../people-text.ts';
import { AccessDialog } from './access-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';

/** What an admin can do with a person. */
export function PersonActions({ user }: { readonly user: User }) {
  const say = useText();
  const [roleOpened, role] = useDisclosure(false);
  const [accessOpened, access] = useDisclosure(false);
  return (
    <>
      <Menu position="bottom-end" width={200}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={say(peopleText.actionsFor, { name: user.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUserShield size={18} stroke={1.7} aria-hidden />} onClick={role.open}>
            {say(peopleText.changeRole)}
          </Menu.Item>
          {user.disabled ? (
            <Menu.Item leftSection={<IconUserCheck size={18} stroke={1.7} aria-hidden />} onClick={access.open}>
              {say(peopleText.enable)}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconUserOff size={18} stroke={1.7} aria-hidden />} onClick={access.open}>
              {say(peopleText.disable)}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <RoleDialog user={user} opened={roleOpened} onClose={role.close} />
      <AccessDialog user={user} opened={accessOpened} onClose={access.close} />
    </>
  );
}

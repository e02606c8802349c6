import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconLink,
  IconLinkOff,
  IconPencil,
  IconUserCheck,
  IconUserOff,
  IconUserShield,
} from '@tabler/icons-react';
import { useState } from 'react';
import type { User } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { peopleLinkText } from '../people-link-text.ts';
import { peopleText } from '../people-text.ts';
import { AccessDialog } from './access-dialog.tsx';
import { EditPersonDialog } from './edit-person-dialog.tsx';
import { MakeLinkDialog } from './make-link-dialog.tsx';
import { RevokeLinkDialog } from './revoke-link-dialog.tsx';
import { RoleDialog } from './role-dialog.tsx';

const icon = { size: 18, stroke: 1.7, 'aria-hidden': true } as const;

/** What an admin can do with a person. */
export function PersonActions({ user }: { readonly user: User }) {
  const say = useText();
  const [opened, setOpened] = useState<'role' | 'access' | 'edit' | 'link' | 'revoke' | null>(null);
  // A dialog that was closed begins anew.
  const [round, setRound] = useState(0);
  const open = (which: typeof opened) => () => {
    setRound(round + 1);
    setOpened(which);
  };
  const close = (): void => setOpened(null);
  const isInvited = user.signsInWith.length === 0;
  const ofDialog = (which: typeof opened) => ({ user, opened: opened === which, onClose: close });
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <ActionIcon variant="default" aria-label={say(peopleText.actionsFor, { name: user.name })}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconUserShield {...icon} />} onClick={open('role')}>
            {say(peopleText.changeRole)}
          </Menu.Item>
          {!user.signsInWith.includes('lms') && (
            <Menu.Item leftSection={<IconPencil {...icon} />} onClick={open('edit')}>
              {say(peopleLinkText.edit)}
            </Menu.Item>
          )}
          {!user.disabled && (
            <Menu.Item leftSection={<IconLink {...icon} />} onClick={open('link')}>
              {say(isInvited ? peopleLinkText.makeInvitation : peopleLinkText.makeLink)}
            </Menu.Item>
          )}
          {(isInvited || user.passwordLinkEndsAt !== null) && (
            <Menu.Item leftSection={<IconLinkOff {...icon} />} onClick={open('revoke')}>
              {say(isInvited ? peopleLinkText.revokeInvitation : peopleLinkText.revokeLink)}
            </Menu.Item>
          )}
          <Menu.Item
            leftSection={user.disabled ? <IconUserCheck {...icon} /> : <IconUserOff {...icon} />}
            onClick={open('access')}
          >
            {say(user.disabled ? peopleText.enable : peopleText.disable)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RoleDialog {...ofDialog('role')} />
      <AccessDialog {...ofDialog('access')} />
      <EditPersonDialog key={`edit ${round}`} {...ofDialog('edit')} />
      <MakeLinkDialog {...ofDialog('link')} />
      <RevokeLinkDialog {...ofDialog('revoke')} />
    </>
  );
}

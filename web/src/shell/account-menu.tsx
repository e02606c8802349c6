import { Menu, Text, UnstyledButton } from '@mantine/core';
import { IconAward, IconBook, IconBook2, IconLogout, IconUserCircle, IconUserCog } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { useSignOut } from '../session/use-sign-out.tsx';
import { LinkMenuItem } from '../shared/link-menu-item.tsx';
import { roleText } from './role-text.ts';
import { shellText } from './shell-text.ts';
import classes from './shell.module.css';

/** Who is signed in, with which role; and the way out. */
export function AccountMenu() {
  const say = useText();
  const { actor, learner } = useSession();
  const { signOut, question } = useSignOut();
  const { role } = actor;
  return (
    <>
      <Menu position="bottom-end" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes.person} aria-label={say(shellText.account, { name: actor.name })}>
            <IconUserCircle size={24} stroke={1.6} aria-hidden />
            <Text size="sm" fw={550} visibleFrom="sm" truncate maw={180} title={actor.name} dir="auto">
              {actor.name}
            </Text>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>
            <Text size="sm" fw={600} c="var(--mantine-color-text)" dir="auto">
              {actor.name}
            </Text>
            {actor.email !== null && <Text size="xs">{actor.email}</Text>}
            {role !== null && <Text size="xs">{say(roleText[role])}</Text>}
          </Menu.Label>
          <Menu.Divider />
          {learner !== null && (
            <LinkMenuItem to="/my/badges" leftSection={<IconAward size={18} stroke={1.7} aria-hidden />}>
              {say(shellText.myBadges)}
            </LinkMenuItem>
          )}
          {role !== null && <ForThoseWhoWorkHere />}
          <Menu.Item leftSection={<IconLogout size={18} stroke={1.7} aria-hidden />} onClick={signOut}>
            {say(shellText.signOut)}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {question}
    </>
  );
}

/** A password of one's own, and what tells how everything works. */
function ForThoseWhoWorkHere() {
  const say = useText();
  return (
    <>
      <LinkMenuItem to="/account" leftSection={<IconUserCog size={18} stroke={1.7} aria-hidden />}>
        {say(shellText.myAccount)}
      </LinkMenuItem>
      <Menu.Item
        component="a"
        href="/docs"
        target="_blank"
        rel="noreferrer"
        leftSection={<IconBook size={18} stroke={1.7} aria-hidden />}
      >
        {say(shellText.documentation)}
      </Menu.Item>
      <Menu.Item
        component="a"
        href="/api/reference"
        target="_blank"
        rel="noreferrer"
        leftSection={<IconBook2 size={18} stroke={1.7} aria-hidden />}
      >
        {say(shellText.reference)}
      </Menu.Item>
    </>
  );
}

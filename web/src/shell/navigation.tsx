import { AppShell, NavLink, ScrollArea, Text } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { navigationSections } from './navigation-items.ts';
import classes from './shell.module.css';

const RouterNavLink = createLink(NavLink<'a'>);

/** The navigation, with what the person's role may see. */
export function Navigation({ onNavigate }: { readonly onNavigate: () => void }) {
  const say = useText();
  const { permissions } = useSession();
  const sections = navigationSections
    .map((section) => ({ ...section, items: section.items.filter(({ asks }) => permissions.includes(asks)) }))
    .filter(({ items }) => items.length > 0);
  return (
    <AppShell.Section grow component={ScrollArea} type="auto">
      {sections.map(({ id, label, items }) => (
        <div key={id} className={classes.section}>
          {label && (
            <Text id={`navigation-${id}`} className={classes.sectionLabel}>
              {say(label)}
            </Text>
          )}
          <ul className={classes.list} {...(label && { 'aria-labelledby': `navigation-${id}` })}>
            {items.map(({ to, label: name, icon: Icon }) => (
              <li key={to}>
                <RouterNavLink
                  to={to}
                  label={say(name)}
                  leftSection={<Icon size={20} stroke={1.7} aria-hidden />}
                  activeOptions={{ exact: to === '/' }}
                  className={classes.link}
                  onClick={onNavigate}
                />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </AppShell.Section>
  );
}

import { AppShell, Burger } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Outlet, useMatches } from '@tanstack/react-router';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { AccountMenu } from './account-menu.tsx';
import { AppearanceMenu } from './appearance-menu.tsx';
import { Brand } from './brand.tsx';
import { Navigation } from './navigation.tsx';
import { NotAllowedPage } from './not-allowed-page.tsx';
import { shellText } from './shell-text.ts';
import { OfflineBanner } from './offline-banner.tsx';
import { SkipLink, useSkipTarget } from './skip-link.tsx';
import classes from './shell.module.css';

/** Header, navigation and, in the main landmark, the page; on phones the navigation opens over the page. */
export function Layout() {
  const say = useText();
  const content = useSkipTarget();
  const [opened, { toggle, close }] = useDisclosure(false);
  const { permissions } = useSession();
  const asked = useMatches({ select: (matches) => matches.map(({ staticData }) => staticData.asks ?? 'read') });
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 236, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding={{ base: 'md', sm: 'xl' }}
    >
      <SkipLink target={content} />
      <AppShell.Header className={classes.header}>
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="sm"
          size="sm"
          aria-expanded={opened}
          aria-controls="navigation"
          aria-label={say(opened ? shellText.closeNavigation : shellText.openNavigation)}
        />
        <Brand />
        <AppearanceMenu />
        <AccountMenu />
      </AppShell.Header>
      <AppShell.Navbar
        id="navigation"
        data-opened={opened || undefined}
        className={classes.navbar}
        aria-label={say(shellText.navigation)}
      >
        <Navigation onNavigate={close} />
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={content} tabIndex={-1} className={classes.main}>
        <OfflineBanner />
        {asked.every((permission) => permissions.includes(permission)) ? <Outlet /> : <NotAllowedPage />}
      </AppShell.Main>
    </AppShell>
  );
}

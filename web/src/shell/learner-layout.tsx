import { AppShell } from '@mantine/core';
import { Outlet } from '@tanstack/react-router';
import { AccountMenu } from './account-menu.tsx';
import { AppearanceMenu } from './appearance-menu.tsx';
import { Brand } from './brand.tsx';
import { OfflineBanner } from './offline-banner.tsx';
import { SkipLink, useSkipTarget } from './skip-link.tsx';
import classes from './shell.module.css';

/** Header and page for learners without a role: there is one page, and so no navigation. */
export function LearnerLayout() {
  const content = useSkipTarget();
  return (
    <AppShell header={{ height: 56 }} padding={{ base: 'md', sm: 'xl' }}>
      <SkipLink target={content} />
      <AppShell.Header className={classes.header}>
        <Brand />
        <AppearanceMenu />
        <AccountMenu />
      </AppShell.Header>
      <AppShell.Main id="content" ref={content} tabIndex={-1} className={classes.main}>
        <OfflineBanner />
        <Outlet />
      </AppShell.Main>
    </AppShell>
  );
}

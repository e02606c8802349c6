import { Paper, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Brand } from '../shell/brand.tsx';
import { OfflineBanner } from '../shell/offline-banner.tsx';
import { AppearanceButton } from './appearance-button.tsx';
import classes from './sign-in.module.css';

/** The frame of what is shown to whoever is not signed in. */
export function SignInFrame({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <Brand />
        <AppearanceButton />
      </header>
      <OfflineBanner />
      <main className={classes.main}>
        <Paper withBorder p={{ base: 'lg', sm: 'xl' }} className={classes.card}>
          <Title order={1} mb="lg">
            {title}
          </Title>
          {children}
        </Paper>
      </main>
    </div>
  );
}

import { ActionIcon } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useText } from '../i18n/use-text.ts';
import { shellText } from '../shell/shell-text.ts';

const AppearanceMenu = lazy(async () => {
  const { AppearanceMenu: Menu } = await import('../shell/appearance-menu.tsx');
  return { default: Menu };
});

/** The menu of appearance and language, of which nothing but the button is loaded before somebody wants it. */
export function AppearanceButton() {
  const say = useText();
  const [wanted, setWanted] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={say(shellText.appearance)}
      aria-haspopup="menu"
      onClick={() => setWanted(true)}
    >
      <IconAdjustments size={20} stroke={1.7} aria-hidden />
    </ActionIcon>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <AppearanceMenu opensAtOnce />
    </Suspense>
  ) : (
    button
  );
}

import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/Menu.layer.css';
import { ActionIcon, Menu, useMantineColorScheme } from '@mantine/core';
import type { MantineColorScheme } from '@mantine/core';
import { IconAdjustments } from '@tabler/icons-react';
import { useLanguage } from '../i18n/language-provider.tsx';
import { languages } from '../i18n/languages.ts';
import { useText } from '../i18n/use-text.ts';
import { chooseExactTimes, useExactTimes } from '../shared/exact-times.ts';
import { shellText } from './shell-text.ts';

/** Light, dark or as the device; and the language. Both are remembered in the browser. */
export function AppearanceMenu({ opensAtOnce = false }: { readonly opensAtOnce?: boolean }) {
  const say = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { language, choose } = useLanguage();
  const exactTimes = useExactTimes();
  const chooseLanguage = (code: string): void => {
    const chosen = languages.find((each) => each.code === code);
    if (chosen) void choose(chosen);
  };
  return (
    // In its place in the page, so that it belongs to the banner, and without the placeholder that the items would share it with.
    <Menu
      position="bottom-end"
      width={210}
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      defaultOpened={opensAtOnce}
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={say(shellText.appearance)}>
          <IconAdjustments size={20} stroke={1.7} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{say(shellText.colourScheme)}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          <Menu.RadioItem value="light">{say(shellText.light)}</Menu.RadioItem>
          <Menu.RadioItem value="dark">{say(shellText.dark)}</Menu.RadioItem>
          <Menu.RadioItem value="auto">{say(shellText.auto)}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{say(shellText.times)}</Menu.Label>
        <Menu.RadioGroup
          value={exactTimes ? 'exact' : 'relative'}
          onChange={(value) => chooseExactTimes(value === 'exact')}
        >
          <Menu.RadioItem value="relative">{say(shellText.timesRelative)}</Menu.RadioItem>
          <Menu.RadioItem value="exact">{say(shellText.timesExact)}</Menu.RadioItem>
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{say(shellText.language)}</Menu.Label>
        <Menu.RadioGroup value={language.code} onChange={chooseLanguage}>
          {languages.map(({ code, name }) => (
            <Menu.RadioItem key={code} value={code} lang={code}>
              {name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

import { Group, Stack } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { CopyButton } from '../../shared/copy-button.tsx';
import { PasswordField } from '../../shared/password-field.tsx';
import { peopleText } from '../people-text.ts';
import { randomPassword } from '../random-password.ts';

interface FirstPasswordProps {
  readonly value: string;
  readonly onChange: (password: string) => void;
  readonly error: ReactNode;
}

/** The password of a new person: thought up, or made up and then shown, to be passed on. */
export function FirstPassword({ value, onChange, error }: FirstPasswordProps) {
  const say = useText();
  const [visible, { toggle, open }] = useDisclosure(false);
  const makeUp = (): void => {
    onChange(randomPassword());
    open();
  };
  return (
    <Stack gap="xs">
      <PasswordField
        label={say(peopleText.password)}
        description={say(peopleText.passwordHelp)}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        error={error}
        visible={visible}
        onVisibilityChange={toggle}
        visibilityToggleButtonProps={{ 'aria-label': say(peopleText.showPassword) }}
        autoComplete="new-password"
        maxLength={128}
        required
        withAsterisk={false}
      />
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={makeUp}>
          {say(peopleText.makeUp)}
        </Button>
        {value !== '' && visible && <CopyButton text={value} what={say(peopleText.password)} />}
      </Group>
    </Stack>
  );
}

import { Button } from '@mantine/core';
import { IconSchool } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { signInText } from './sign-in-text.ts';

/** Leads to the LMS, which leads back, signed in. */
export function LmsButton({ next }: { readonly next: string }) {
  const say = useText();
  return (
    <Button
      component="a"
      href={`/api/auth/sign-in/lms?${new URLSearchParams({ returnTo: next }).toString()}`}
      variant="default"
      size="md"
      fullWidth
      leftSection={<IconSchool size={20} stroke={1.7} aria-hidden />}
    >
      {say(signInText.lms)}
    </Button>
  );
}

import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconSchool } from '@tabler/icons-react';
import { ask } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { ProblemAlert } from '../shared/problem-alert.tsx';
import { signInText } from './sign-in-text.ts';

/** Signs in with the account of the Open edX site: leads to the LMS, which leads back. */
export function LmsButton({ next }: { readonly next: string }) {
  const say = useText();
  const start = useMutation({
    mutationFn: () => ask<{ url: string }>('/api/auth/sign-in/oauth2', { providerId: 'lms', callbackURL: next }),
    onSuccess: ({ url }) => location.assign(url),
  });
  return (
    <>
      {start.error && <ProblemAlert error={start.error} />}
      <Button
        variant="default"
        size="md"
        fullWidth
        leftSection={<IconSchool size={20} stroke={1.7} aria-hidden />}
        loading={start.isPending || start.isSuccess}
        onClick={() => start.mutate()}
      >
        {say(signInText.lms)}
      </Button>
    </>
  );
}

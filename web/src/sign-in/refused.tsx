import { Alert } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { MessageDescriptor } from 'react-intl';
import { useText } from '../i18n/use-text.ts';
import { signInText } from './sign-in-text.ts';

/** Why somebody whom the LMS led here is not signed in; the server names the reason in the address. */
const reasons: Readonly<Record<string, MessageDescriptor>> = {
  lms_refused: signInText.lmsRefused,
  lms_unreachable: signInText.lmsUnreachable,
  lms_untrusted: signInText.lmsUntrusted,
  lms_failed: signInText.lmsFailed,
  email_taken: signInText.emailTaken,
  disabled: signInText.disabled,
  too_late: signInText.tooLate,
};

export function Refused({ reason }: { readonly reason: string }) {
  const say = useText();
  return (
    <Alert role="alert" color="red" variant="outline" icon={<IconAlertTriangle aria-hidden />} mb="lg">
      {say(reasons[reason] ?? signInText.lmsFailed)}
    </Alert>
  );
}

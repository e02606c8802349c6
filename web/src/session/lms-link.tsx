import { IconSchool } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { AddressButton } from '../shared/links.tsx';
import { sessionText } from './session-text.ts';

interface LmsLinkProps {
  /** A path of this site. */
  readonly next: string;
  /** True where this page stays as it is meanwhile. */
  readonly inNewTab?: boolean;
}

/** Leads to the LMS, which leads back, signed in. */
export function LmsLink({ next, inNewTab = false }: LmsLinkProps) {
  const say = useText();
  return (
    <AddressButton
      href={`/api/auth/sign-in/lms?${new URLSearchParams({ returnTo: next }).toString()}`}
      {...(inNewTab && { target: '_blank', rel: 'opener' })}
      variant="default"
      size="md"
      fullWidth
      leftSection={<IconSchool size={20} stroke={1.7} aria-hidden />}
    >
      {say(inNewTab ? sessionText.lmsInNewTab : sessionText.lms)}
    </AddressButton>
  );
}

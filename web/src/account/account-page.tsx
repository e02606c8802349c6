import { Stack, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { useSignOut } from '../session/use-sign-out.tsx';
import { Button } from '../shared/button.tsx';
import { FactGrid, GridFact } from '../shared/fact-grid.tsx';
import { Page } from '../shared/page.tsx';
import { roleHelpText } from '../shared/role-help-text.ts';
import { Section } from '../shared/section.tsx';
import { roleText } from '../shell/role-text.ts';
import { accountText } from './account-text.ts';
import { OwnSessions } from './own-sessions.tsx';
import { PasswordForm } from './password-form.tsx';

/** The person who is signed in: who they are, what they may do, and their password. */
export function AccountPage() {
  const say = useText();
  const { signOut, busy, question } = useSignOut();
  return (
    <Page title={say(accountText.title)} description={say(accountText.lead)} doc="account">
      <Stack gap="lg" maw={760}>
        <Who />
        <Section title={say(accountText.passwordTitle)}>
          <PasswordForm />
        </Section>
        <Section title={say(accountText.sessionsTitle)}>
          <OwnSessions />
        </Section>
        <Section title={say(accountText.sessionTitle)}>
          <Text mb="sm">{say(accountText.sessionLead)}</Text>
          <Button
            variant="default"
            leftSection={<IconLogout size={18} stroke={1.8} aria-hidden />}
            loading={busy}
            onClick={signOut}
          >
            {say(accountText.signOut)}
          </Button>
          {question}
        </Section>
      </Stack>
    </Page>
  );
}

function Who() {
  const say = useText();
  const { name, email, role } = useSession().actor;
  return (
    <Section title={say(accountText.youTitle)}>
      <Stack gap="md">
        <FactGrid>
          <GridFact label={say(accountText.name)}>
            <span dir="auto">{name}</span>
          </GridFact>
          {email !== null && <GridFact label={say(accountText.email)}>{email}</GridFact>}
          {role !== null && <GridFact label={say(accountText.role)}>{say(roleText[role])}</GridFact>}
        </FactGrid>
        {role !== null && (
          <div>
            <Text>{say(roleHelpText[role])}</Text>
            {role !== 'admin' && (
              <Text size="sm" c="dimmed" mt={4}>
                {say(accountText.otherRole)}
              </Text>
            )}
          </div>
        )}
      </Stack>
    </Section>
  );
}

import { Group, Paper, Text, Title } from '@mantine/core';
import type { Session } from '../../../src/api/schemas/people.ts';
import { useText } from '../i18n/use-text.ts';
import { useSignOut } from '../session/use-sign-out.tsx';
import { Button } from '../shared/button.tsx';
import { useDocumentTitle } from '../shared/use-document-title.ts';
import { shellText } from './shell-text.ts';
import classes from './shell.module.css';

interface NoRolePageProps {
  readonly session: Session;
  readonly onLookAgain: () => void;
}

/** For people who have signed in, but whom an admin has not given a role yet. */
export function NoRolePage({ session: { actor }, onLookAgain }: NoRolePageProps) {
  const say = useText();
  const { signOut, busy, question } = useSignOut();
  useDocumentTitle(say(shellText.noRoleTitle));
  return (
    <main className={classes.middle}>
      <Paper withBorder p="xl" maw={520}>
        <Title order={1} mb="sm">
          {say(shellText.noRoleTitle)}
        </Title>
        <Text mb="lg">{say(shellText.noRole, { name: actor.email ?? actor.name })}</Text>
        <Group>
          <Button onClick={onLookAgain}>{say(shellText.lookAgain)}</Button>
          <Button variant="default" loading={busy} onClick={signOut}>
            {say(shellText.signOut)}
          </Button>
        </Group>
        {question}
      </Paper>
    </main>
  );
}

import { Alert, Card, SimpleGrid, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconUserOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Learner } from '../../../../src/api/schemas/learners.ts';
import { useText } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { Time } from '../../shared/time.tsx';
import { learnersText } from '../learners-text.ts';
import { NewerHolder } from '../newer-holder.tsx';

/** Who the learner is, as the newest event told it. */
export function Identity({ learner }: { readonly learner: Learner }) {
  const say = useText();
  const { id, username, name, email, active, retired, createdAt } = learner;
  return (
    <Stack gap="md" component="section" aria-labelledby="identity">
      <VisuallyHidden>
        <Title order={2} id="identity">
          {say(learnersText.identity)}
        </Title>
      </VisuallyHidden>
      {retired && (
        <Alert color="gray" variant="outline" bg="var(--laurel-surface)" icon={<IconUserOff aria-hidden />}>
          {say(learnersText.retiredHelp)}
        </Alert>
      )}
      <NewerHolder learner={learner} />
      <Card withBorder padding="lg">
        <SimpleGrid component="dl" cols={{ base: 1, xs: 2, md: 3 }} spacing="lg" m={0}>
          <Item label={say(learnersText.name)}>{named(name)}</Item>
          <Item label={say(learnersText.username)}>{named(username)}</Item>
          <Item label={say(learnersText.email)}>{named(email)}</Item>
          <Item label={say(learnersText.id)}>
            <span className="mono">{id}</span>
          </Item>
          <Item label={say(learnersText.account)}>
            {say(retired ? learnersText.retired : active ? learnersText.active : learnersText.inactive)}
          </Item>
          <Item label={say(learnersText.since)}>
            <Time at={createdAt} form="date" />
          </Item>
        </SimpleGrid>
      </Card>
    </Stack>
  );
}

function Item({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <Text component="dd" m={0} style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </div>
  );
}

function named(text: string): ReactNode {
  return text === '' ? <Absent /> : <bdi>{text}</bdi>;
}

import { Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconAward } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { DataState } from '../shared/data-state.tsx';
import { More } from '../shared/more.tsx';
import { Nothing } from '../shared/nothing.tsx';
import { Page } from '../shared/page.tsx';
import { Section } from '../shared/section.tsx';
import { BadgeCard } from './badge-card.tsx';
import { InProgress } from './in-progress.tsx';
import { myBadgesText } from './my-badges-text.ts';
import { myBadgesQuery } from './queries.ts';

/** What somebody has earned, is about to earn, and has lost; with what they can do with it. */
export function MyBadgesPage() {
  const say = useText();
  const { actor, learner } = useSession();
  return (
    <Page title={say(myBadgesText.title)} description={say(myBadgesText.lead)} doc="myBadges">
      {learner === null ? (
        <Nothing icon={IconAward} title={say(myBadgesText.noLearner)} description={say(myBadgesText.noLearnerHelp)} />
      ) : (
        <Stack gap="lg" maw={860}>
          <Badges />
        </Stack>
      )}
      {actor.role === null && (
        <Text size="sm" c="dimmed">
          {say(myBadgesText.noRole)}
        </Text>
      )}
    </Page>
  );
}

/** Those that count, those that are begun, and at last those that were revoked. */
function Badges() {
  const say = useText();
  const query = useInfiniteQuery(myBadgesQuery);
  return (
    <DataState query={query}>
      {(badges) => {
        const revoked = badges.filter(({ status }) => status === 'revoked');
        const earned = badges.filter(({ status }) => status !== 'revoked');
        return (
          <>
            <Section title={say(myBadgesText.earned)}>
              {earned.length === 0 ? (
                <Nothing
                  icon={IconAward}
                  titleOrder={3}
                  title={say(myBadgesText.nothing)}
                  description={say(myBadgesText.nothingHelp)}
                />
              ) : (
                earned.map((badge) => <BadgeCard key={badge.id} badge={badge} />)
              )}
              {query.hasNextPage && <More list="badges" query={query} />}
            </Section>
            <InProgress />
            {revoked.length > 0 && (
              <Section title={say(myBadgesText.revoked)}>
                {revoked.map((badge) => (
                  <BadgeCard key={badge.id} badge={badge} />
                ))}
              </Section>
            )}
          </>
        );
      }}
    </DataState>
  );
}

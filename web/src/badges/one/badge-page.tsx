import { Group, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { learnerWords } from '../../shared/learner-link.tsx';
import { isAbsent, NoSuch } from '../../shared/no-such.tsx';
import { Page } from '../../shared/page.tsx';
import { RevokeBadge } from '../../shared/revoke-badge.tsx';
import { badgeText } from '../badge-text.ts';
import { badgesText } from '../badges-text.ts';
import { canSettle, hasFailed } from '../delivery.ts';
import { badgeQuery } from '../queries.ts';
import { BadgeFacts } from './badge-facts.tsx';
import { BadgeHistory } from './badge-history.tsx';
import { DeliveryCard } from './delivery-card.tsx';
import { SettleBadge } from './settle-badge.tsx';
import { OtherPlaces } from './other-places.tsx';
import { RetryOne } from './retry-one.tsx';

/** Everything about one badge. */
export function BadgePage() {
  const { badge: id } = useParams({ from: '/app/badges/$badge' });
  const say = useText();
  const query = useQuery(badgeQuery(id));
  if (isAbsent(query.error))
    return <NoSuch title={say(badgeText.noSuch)} id={id} to="/badges" place={say(badgesText.title)} />;
  return (
    <Page
      title={query.data ? titleOf(say, query.data) : query.isError ? say(badgeText.loading) : null}
      description={say(badgeText.lead)}
      doc="badgeStates"
      back={<BackLink to="/badges" place={say(badgesText.title)} />}
      actions={query.data && <Actions badge={query.data} />}
    >
      <DataState query={query}>
        {(badge) => (
          <>
            <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
              <DeliveryCard badge={badge} />
              <BadgeFacts badge={badge} />
            </SimpleGrid>
            <OtherPlaces badge={badge} />
            <BadgeHistory badge={badge} />
          </>
        )}
      </DataState>
    </Page>
  );
}

function titleOf(say: Say, badge: Badge): string {
  return say(badgeText.title, { template: badge.templateName, learner: learnerOf(say, badge) });
}

function learnerOf(say: Say, { learner, username, learnerName }: Badge): string {
  return learnerWords(say, { id: learner, username, name: learnerName });
}

/** What an operator can do with it; others are offered nothing. */
function Actions({ badge }: { readonly badge: Badge }) {
  const say = useText();
  const mayOperate = useMay('operate');
  if (!mayOperate) return null;
  return (
    <Group gap="sm">
      {badge.status === 'awarded' && (
        <RevokeBadge badge={badge.id} name={badge.templateName} learner={learnerOf(say, badge)} />
      )}
      {canSettle(badge) && <SettleBadge badge={badge} />}
      {(hasFailed(badge.state) || badge.closed === 'retired') && <RetryOne badge={badge.id} />}
    </Group>
  );
}

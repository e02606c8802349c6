import { Group, SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { useMay } from '../../session/session-context.tsx';
import { BackLink } from '../../shared/back-link.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { Page } from '../../shared/page.tsx';
import { RevokeBadge } from '../../shared/revoke-badge.tsx';
import { sharedText } from '../../shared/shared-text.ts';
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
  return (
    <Page
      title={query.data ? titleOf(say, query.data) : say(badgeText.loading)}
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

function titleOf(say: ReturnType<typeof useText>, { templateName, username, learner }: Badge): string {
  const name = username === '' ? say(sharedText.learnerById, { id: String(learner) }) : username;
  return say(badgeText.title, { template: templateName, learner: name });
}

/** What an operator can do with it; others are offered nothing. */
function Actions({ badge }: { readonly badge: Badge }) {
  const mayOperate = useMay('operate');
  if (!mayOperate) return null;
  return (
    <Group gap="sm">
      {badge.status === 'awarded' && <RevokeBadge badge={badge.id} name={badge.templateName} />}
      {canSettle(badge) && <SettleBadge badge={badge} />}
      {(hasFailed(badge.state) || badge.closed === 'retired') && <RetryOne badge={badge.id} />}
    </Group>
  );
}

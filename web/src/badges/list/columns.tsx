import { Stack, Text } from '@mantine/core';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import type { Say } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { BadgeStatus, ProviderState } from '../../shared/badge-state.tsx';
import { LearnerLink } from '../../shared/learner-link.tsx';
import { TextLink } from '../../shared/links.tsx';
import { originText } from '../../shared/origin-text.ts';
import type { Column } from '../../shared/paged-table.tsx';
import { Time } from '../../shared/time.tsx';
import { badgesText } from '../badges-text.ts';
import { deliveryTone, isCancelled } from '../delivery.ts';
import { NextAttempt } from '../next-attempt.tsx';
import { LastAnswer } from './last-answer.tsx';
import { seenName } from '../../shared/seen-name.ts';

/** What the list tells of each badge. */
export function badgeColumns(say: Say): readonly Column<Badge>[] {
  return [
    {
      id: 'badge',
      header: say(badgesText.columnBadge),
      names: true,
      render: ({ id, template, templateName }) => (
        <TextLink to="/badges/$badge" params={{ badge: id }} inherit fw={600} dir="auto">
          {seenName(templateName, template)}
        </TextLink>
      ),
    },
    {
      id: 'learner',
      header: say(badgesText.columnLearner),
      render: ({ learner, username, learnerName }) => (
        <LearnerLink id={learner} username={username} name={learnerName} />
      ),
    },
    {
      id: 'status',
      header: say(badgesText.columnStatus),
      narrow: true,
      render: ({ status }) => <BadgeStatus status={status} />,
    },
    {
      id: 'state',
      header: say(badgesText.columnState),
      render: (badge) => <State badge={badge} provider={say(originText[badge.origin])} />,
    },
    {
      id: 'attempts',
      header: say(badgesText.columnAttempts),
      numeric: true,
      narrow: true,
      render: ({ attempts }) => attempts,
    },
    {
      id: 'answer',
      header: say(badgesText.columnAnswer),
      render: (badge) => (badge.lastBody === null ? <Absent /> : <LastAnswer badge={badge} />),
    },
    {
      id: 'earned',
      header: say(badgesText.columnEarned),
      narrow: true,
      render: ({ earnedAt }) => <Time at={earnedAt} />,
    },
  ];
}

function State({ badge, provider }: { readonly badge: Badge; readonly provider: string }) {
  const tone = deliveryTone(badge);
  return (
    <Stack gap={3} align="start">
      <ProviderState state={badge.state} cancelled={isCancelled(badge)} {...(tone && { tone })} />
      <Text size="xs" c="dimmed" component="div">
        {provider}
        <div>
          <NextAttempt badge={badge} />
        </div>
      </Text>
    </Stack>
  );
}

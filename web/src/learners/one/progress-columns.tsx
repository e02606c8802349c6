import { Group, Text } from '@mantine/core';
import type { Progress } from '../../../../src/api/schemas/learners.ts';
import type { Say } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { BadgeStatus, ProviderState } from '../../shared/badge-state.tsx';
import { TextLink } from '../../shared/links.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { TemplateImage } from '../../shared/template-image.tsx';
import { Time } from '../../shared/time.tsx';
import { learnersText } from '../learners-text.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { seenName } from '../../shared/seen-name.ts';

/** What is told of the learner's progress on each template. */
export function progressColumns(say: Say): readonly Column<Progress>[] {
  return [
    {
      id: 'template',
      header: say(learnersText.columnTemplate),
      names: true,
      render: ({ learner, template, templateName, imageUrl, active }) => (
        <Group gap="sm" wrap="nowrap">
          <TemplateImage url={imageUrl} size={36} />
          <div>
            <TextLink
              to="/learners/$learner/templates/$template"
              params={{ learner: String(learner), template }}
              inherit
              fw={600}
              dir="auto"
            >
              {seenName(templateName, template)}
            </TextLink>
            {!active && (
              <Text size="xs" c="dimmed">
                {say(learnersText.templateInactive)}
              </Text>
            )}
          </div>
        </Group>
      ),
    },
    {
      id: 'progress',
      header: say(learnersText.columnProgress),
      render: ({ groupsMet, groups, badge }) =>
        groups === 0 && badge !== null ? say(learnersText.byHand) : <ProgressBar met={groupsMet} groups={groups} />,
    },
    {
      id: 'badge',
      header: say(learnersText.columnBadge),
      narrow: true,
      render: ({ badge }) => (badge === null ? <Absent /> : <BadgeStatus status={badge.status} />),
    },
    {
      id: 'state',
      header: say(learnersText.columnState),
      narrow: true,
      render: ({ badge }) =>
        badge === null ? (
          <Absent />
        ) : (
          <TextLink to="/badges/$badge" params={{ badge: badge.id }}>
            <ProviderState state={badge.state} cancelled={badge.status === 'revoked' && badge.state === 'created'} />
          </TextLink>
        ),
    },
    {
      id: 'updated',
      header: say(learnersText.columnUpdated),
      narrow: true,
      render: ({ updatedAt }) => <Time at={updatedAt} />,
    },
  ];
}

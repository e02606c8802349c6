import { Group, Text } from '@mantine/core';
import type { User } from '../../../../src/api/schemas/people.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useSession } from '../../session/session-context.tsx';
import { Absent } from '../../shared/absent.tsx';
import type { Column } from '../../shared/paged-table.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { StateBadge } from '../../shared/state-badge.tsx';
import { Time } from '../../shared/time.tsx';
import { roleText } from '../../shell/role-text.ts';
import { peopleText } from '../people-text.ts';
import { peopleLinkText } from '../people-link-text.ts';
import { PersonActions } from './person-actions.tsx';

/** What the list tells of each person. */
export function usePeopleColumns(): Column<User>[] {
  const say = useText();
  const me = useSession().actor.id;
  return [
    {
      id: 'person',
      header: say(peopleText.person),
      names: true,
      render: ({ id, name, email }) => (
        <>
          <Group gap="xs">
            <Text fw={600} dir="auto">
              {name}
            </Text>
            {id === me && (
              <Text size="xs" c="dimmed">
                {say(peopleText.you)}
              </Text>
            )}
          </Group>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {email}
          </Text>
        </>
      ),
    },
    {
      id: 'role',
      header: say(peopleText.role),
      narrow: true,
      render: ({ role }) =>
        role === null ? <StateBadge tone="warning">{say(peopleText.noRoleYet)}</StateBadge> : say(roleText[role]),
    },
    {
      id: 'signsInWith',
      header: say(peopleText.signsInWith),
      narrow: true,
      render: ({ signsInWith }) =>
        signsInWith.length === 0 ? (
          <Absent />
        ) : (
          signsInWith.map((way) => say(way === 'lms' ? peopleText.lms : peopleText.password)).join(', ')
        ),
    },
    {
      id: 'lastSeen',
      header: say(peopleText.lastSeen),
      narrow: true,
      render: ({ lastSeenAt }) => (lastSeenAt === null ? say(sharedText.never) : <Time at={lastSeenAt} />),
    },
    {
      id: 'state',
      header: say(peopleText.state),
      narrow: true,
      render: (user) => <PersonState user={user} />,
    },
    {
      id: 'actions',
      header: say(peopleText.actions),
      narrow: true,
      render: (user) => <PersonActions user={user} />,
    },
  ];
}

/** Whether a person can sign in, or is still to come. */
function PersonState({ user: { disabled, signsInWith, passwordLinkEndsAt } }: { readonly user: User }) {
  const say = useText();
  const { rich } = useWords();
  if (disabled) return <StateBadge tone="neutral">{say(peopleText.disabled)}</StateBadge>;
  if (signsInWith.length > 0) return <StateBadge tone="good">{say(peopleText.enabled)}</StateBadge>;
  if (passwordLinkEndsAt === null) return <StateBadge tone="warning">{say(peopleLinkText.invitationEnded)}</StateBadge>;
  return (
    <>
      <StateBadge tone="waiting">{say(peopleLinkText.invited)}</StateBadge>
      <Text size="xs" c="dimmed">
        {rich(peopleLinkText.invitedUntil, { when: <Time key="when" at={passwordLinkEndsAt} /> })}
      </Text>
    </>
  );
}

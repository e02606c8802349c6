import { Card, Group, Text, Title } from '@mantine/core';
import type { Badge } from '../../../../src/api/schemas/badges.ts';
import { useText } from '../../i18n/use-text.ts';
import { BadgeStatus } from '../../shared/badge-state.tsx';
import { CopyButton } from '../../shared/copy-button.tsx';
import { Fact, Facts } from '../../shared/facts.tsx';
import { LearnerLink } from '../../shared/learner-link.tsx';
import { TextLink } from '../../shared/links.tsx';
import { TemplateLink } from '../../shared/template-link.tsx';
import { Time } from '../../shared/time.tsx';
import { badgeText } from '../badge-text.ts';

/** The badge as Laurel has it: who, what, since when, why. */
export function BadgeFacts({ badge }: { readonly badge: Badge }) {
  const say = useText();
  const {
    id,
    learner,
    username,
    learnerName,
    template,
    templateName,
    status,
    earnedAt,
    revokedAt,
    reason,
    publicReason,
  } = badge;
  return (
    <Card component="section" withBorder padding="lg" aria-labelledby="badge-facts">
      <Title order={2} id="badge-facts" mb="md">
        {say(badgeText.badge)}
      </Title>
      <Facts>
        <Fact label={say(badgeText.status)}>
          <BadgeStatus status={status} />
        </Fact>
        <Fact label={say(badgeText.learner)}>
          <LearnerLink id={learner} username={username} name={learnerName} />
        </Fact>
        <Fact label={say(badgeText.template)}>
          <TemplateLink id={template} name={templateName} />
        </Fact>
        <Fact label={say(badgeText.earned)}>
          <Time at={earnedAt} form="exact" />
        </Fact>
        {revokedAt !== null && (
          <Fact label={say(badgeText.revokedAt)}>
            <Time at={revokedAt} form="exact" />
          </Fact>
        )}
        {reason !== '' && (
          <Fact label={say(badgeText.reason)}>
            <span dir="auto">{reason}</span>
          </Fact>
        )}
        {publicReason !== null && (
          <Fact label={say(badgeText.publicReason)}>
            {publicReason === '' ? say(badgeText.noPublicReason) : <span dir="auto">{publicReason}</span>}
          </Fact>
        )}
        <Fact label={say(badgeText.id)}>
          <Group gap={4} wrap="nowrap">
            <span className="mono">{id}</span>
            <CopyButton text={id} what={say(badgeText.id)} />
          </Group>
        </Fact>
      </Facts>
      <Text mt="md">
        <TextLink to="/learners/$learner/templates/$template" params={{ learner: String(learner), template }}>
          {say(badgeText.whyLink)}
        </TextLink>
      </Text>
    </Card>
  );
}

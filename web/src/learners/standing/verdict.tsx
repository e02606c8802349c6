import { Card, Group, Stack, Text } from '@mantine/core';
import type { Standing } from '../../../../src/api/schemas/learners.ts';
import { useText } from '../../i18n/use-text.ts';
import type { Say } from '../../i18n/use-text.ts';
import { ProviderState } from '../../shared/badge-state.tsx';
import { TextLink } from '../../shared/links.tsx';
import { TemplateLink } from '../../shared/template-link.tsx';
import { ToneSign } from '../../shared/tone-sign.tsx';
import type { Tone } from '../../shared/tone.ts';
import { standingText } from '../standing-text.ts';

/** In a sentence: has the badge or not, and why. */
export function Verdict({ standing }: { readonly standing: Standing }) {
  const say = useText();
  const { template, templateName, badge, verdict } = standing;
  return (
    <Card withBorder padding="lg">
      <Group gap="md" align="start" wrap="nowrap">
        <ToneSign tone={tones[verdict]} />
        <Stack gap="xs" style={{ flex: 1 }}>
          <Text fw={600} size="lg" lh={1.4}>
            {sentence(say, standing)}
          </Text>
          {badge !== null && badge.reason !== '' && (
            <Text c="dimmed" dir="auto">
              {say(standingText.reason, { reason: badge.reason })}
            </Text>
          )}
          <Group gap="md">
            {badge !== null && (
              <Group gap="xs">
                <TextLink to="/badges/$badge" params={{ badge: badge.id }}>
                  {say(standingText.toBadge)}
                </TextLink>
                <ProviderState
                  state={badge.state}
                  cancelled={badge.status === 'revoked' && badge.state === 'created'}
                />
              </Group>
            )}
            <Text span>
              {say(standingText.toTemplate)} <TemplateLink id={template} name={templateName} />
            </Text>
          </Group>
        </Stack>
      </Group>
    </Card>
  );
}

const tones: Readonly<Record<Standing['verdict'], Tone>> = {
  has_badge: 'good',
  revoked: 'bad',
  revoked_complete: 'bad',
  complete_without_badge: 'waiting',
  incomplete: 'waiting',
  inactive: 'neutral',
};

function sentence(say: Say, { verdict, explanation }: Standing): string {
  switch (verdict) {
    case 'has_badge':
      return say(standingText.hasBadge);
    case 'revoked':
      return say(standingText.revoked);
    case 'revoked_complete':
      return say(standingText.revokedComplete);
    case 'complete_without_badge':
      return say(standingText.completeWithout);
    case 'incomplete':
      return say(standingText.incomplete, { missing: explanation.groups.length - explanation.groupsMet });
    case 'inactive':
      return say(standingText.inactive);
  }
}

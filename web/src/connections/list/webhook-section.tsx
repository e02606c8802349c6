import { Stack, Text } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { CodeBlock } from '../../shared/code-block.tsx';
import { Section } from '../../shared/section.tsx';
import { webhookText } from './webhook-text.ts';

const webhookPath = '/badges/credly/webhook/';
const events = 'badge_template.created, badge_template.changed, badge_template.deleted, badge.state.changed';

/** What is to be entered at Credly, so that it tells us of changes. */
export function WebhookSection() {
  const say = useText();
  const { origin, protocol } = globalThis.location;
  return (
    <Section title={say(webhookText.title)}>
      <Stack gap="sm" maw={860}>
        <Text>{say(webhookText.lead)}</Text>
        <CodeBlock label={say(webhookText.address)} text={origin + webhookPath} />
        {protocol !== 'https:' && (
          <Callout tone="warning" headingOrder={3} title={say(webhookText.httpTitle)}>
            <Text size="sm">{say(webhookText.http)}</Text>
          </Callout>
        )}
        <Text size="sm" c="dimmed">
          {say(webhookText.events)} <span className="mono">{events}</span>
        </Text>
        <Text size="sm" c="dimmed">
          {say(webhookText.trust)}
        </Text>
      </Stack>
    </Section>
  );
}

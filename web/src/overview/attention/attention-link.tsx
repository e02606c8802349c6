import { Anchor } from '@mantine/core';
import type { Attention } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { TextLink } from '../../shared/links.tsx';
import { attentionText } from './attention-text.ts';

/** The way to where it is mended; nothing where that is outside of these pages. */
export function AttentionLink({ attention: { kind, subject, origin } }: { readonly attention: Attention }) {
  const say = useText();
  switch (kind) {
    case 'parked_messages':
      return <TextLink to="/parked">{say(attentionText.parkedLink)}</TextLink>;
    case 'failed_deliveries':
      return (
        <TextLink to="/badges" search={{ failed: 'true', due: 'false', origin: origin ?? undefined, account: subject }}>
          {say(attentionText.failedLink)}
        </TextLink>
      );
    case 'paused_account':
    case 'connection_not_working':
    case 'key_expires':
    case 'key_expired':
      return origin === 'credly' || origin === 'accredible' ? (
        <TextLink to="/connections/$origin/$account" params={{ origin, account: subject }}>
          {say(attentionText.connectionLink)}
        </TextLink>
      ) : (
        <TextLink to="/connections">{say(attentionText.connectionLink)}</TextLink>
      );
    case 'template_mistakes':
      return subject === '' ? (
        <TextLink to="/templates" search={{ state: 'active' }}>
          {say(attentionText.templatesLink)}
        </TextLink>
      ) : (
        <TextLink to="/templates/$template" params={{ template: subject }}>
          {say(attentionText.templateLink)}
        </TextLink>
      );
    case 'no_active_template':
      return <TextLink to="/templates">{say(attentionText.templatesLink)}</TextLink>;
    case 'events_lost':
      return (
        <TextLink to="/gaps" search={{ acknowledged: 'false' }}>
          {say(attentionText.gapsLink)}
        </TextLink>
      );
    case 'bus_away':
    case 'bus_unread':
    case 'signals_waiting':
    case 'signals_held':
      return <Anchor href="#bus">{say(attentionText.busLink)}</Anchor>;
    case 'process_failing':
    case 'process_hangs':
    case 'process_silent':
      return <Anchor href="#processes">{say(attentionText.processesLink)}</Anchor>;
    case 'embedded_database':
      return null;
  }
}

import { IconPlayerPause } from '@tabler/icons-react';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { templatesText } from './templates-text.ts';

/** Whether events count for a template. */
export function TemplateState({ active }: { readonly active: boolean }) {
  const say = useText();
  return active ? (
    <StateBadge tone="good">{say(templatesText.active)}</StateBadge>
  ) : (
    <StateBadge tone="neutral" icon={IconPlayerPause}>
      {say(templatesText.inactive)}
    </StateBadge>
  );
}

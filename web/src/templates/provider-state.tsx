import type { TemplateSummary } from '../../../src/api/schemas/templates.ts';
import { useText } from '../i18n/use-text.ts';
import { StateBadge } from '../shared/state-badge.tsx';
import { templatesText } from './templates-text.ts';

/** How a template is at its provider, in words. */
export const providerStateText = {
  draft: templatesText.draftThere,
  active: templatesText.activeThere,
  archived: templatesText.archivedThere,
  absent: templatesText.absentThere,
};

/** Says so when the provider can't issue a template; nothing when all is well, or nobody has looked. */
export function ProviderState({ state }: { readonly state: TemplateSummary['providerState'] }) {
  const say = useText();
  if (state === null || state === 'active') return null;
  return <StateBadge tone="warning">{say(providerStateText[state])}</StateBadge>;
}

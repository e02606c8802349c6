import { Anchor } from '@mantine/core';
import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { originText } from '../../shared/origin-text.ts';
import { Time } from '../../shared/time.tsx';
import { ProviderState } from '../provider-state.tsx';
import { TemplateState } from '../template-state.tsx';
import { templatesText } from '../templates-text.ts';
import classes from './template-page.module.css';

/** In a line: state, origin, version, last change. */
export function TemplateFacts({
  template: { id, active, holder, version, updatedAt, provider },
}: {
  readonly template: TemplateView;
}) {
  const say = useText();
  const { rich } = useWords();
  return (
    <div className={classes.facts}>
      <TemplateState active={active} />
      {provider.page === null ? (
        <span>{say(originText[holder.origin])}</span>
      ) : (
        <Anchor href={provider.page} target="_blank" rel="noreferrer" size="sm">
          {say(templatesText.atProvider, { provider: say(originText[holder.origin]) })}
        </Anchor>
      )}
      <ProviderState state={provider.state} />
      <bdi className="mono">{id}</bdi>
      <span>{say(templatesText.version, { version })}</span>
      <span>{rich(templatesText.changed, { when: <Time key="when" at={updatedAt} /> })}</span>
    </div>
  );
}

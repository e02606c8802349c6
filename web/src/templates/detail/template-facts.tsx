import type { TemplateView } from '../../../../src/api/schemas/templates.ts';
import { useText } from '../../i18n/use-text.ts';
import { useWords } from '../../i18n/use-words.ts';
import { originText } from '../../shared/origin-text.ts';
import { Time } from '../../shared/time.tsx';
import { TemplateState } from '../template-state.tsx';
import { templatesText } from '../templates-text.ts';
import classes from './template-page.module.css';

/** In a line: state, origin, version, last change. */
export function TemplateFacts({
  template: { id, active, holder, version, updatedAt },
}: {
  readonly template: TemplateView;
}) {
  const say = useText();
  const { rich } = useWords();
  return (
    <div className={classes.facts}>
      <TemplateState active={active} />
      <span>{say(originText[holder.origin])}</span>
      <bdi className="mono">{id}</bdi>
      <span>{say(templatesText.version, { version })}</span>
      <span>{rich(templatesText.changed, { when: <Time key="when" at={updatedAt} /> })}</span>
    </div>
  );
}

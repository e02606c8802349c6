import type { TemplateWarning } from '../../../src/api/schemas/template-warnings.ts';
import type { TemplateView } from '../../../src/api/schemas/templates.ts';
import { useText } from '../i18n/use-text.ts';
import { originText } from '../shared/origin-text.ts';
import { Warning } from './warning.tsx';
import { warningText } from './warning-text.ts';

interface TemplateWarningsProps {
  readonly warnings: readonly TemplateWarning[];
  readonly origin: TemplateView['holder']['origin'];
}

/** What is no mistake in a template, and yet keeps badges from being earned or issued. */
export function TemplateWarnings({ warnings, origin }: TemplateWarningsProps) {
  const say = useText();
  return warnings.map(({ kind, path, value, suggestion }) => (
    <Warning key={path.join('.')}>
      {kind === 'course_key'
        ? say(warningText.courseKey, { value, suggestion: suggestion ?? '', known: suggestion !== null })
        : say(warningText.account, { account: value, provider: say(originText[origin]) })}
    </Warning>
  ));
}

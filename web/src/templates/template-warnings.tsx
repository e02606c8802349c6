import type { TemplateWarning } from '../../../src/api/schemas/template-warnings.ts';
import type { TemplateView } from '../../../src/api/schemas/templates.ts';
import { useText } from '../i18n/use-text.ts';
import { Warning } from './warning.tsx';
import { warningWords } from './warning-words.ts';

interface TemplateWarningsProps {
  readonly warnings: readonly TemplateWarning[];
  readonly origin: TemplateView['holder']['origin'];
}

/** What is no mistake in a template, and yet keeps badges from being earned or issued. */
export function TemplateWarnings({ warnings, origin }: TemplateWarningsProps) {
  const say = useText();
  return warnings.map((warning) => (
    <Warning key={warning.path.join('.')}>{warningWords(say, warning, origin)}</Warning>
  ));
}

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
  const provider = say(originText[origin]);
  const words = ({ kind, value, suggestion }: TemplateWarning): string => {
    switch (kind) {
      case 'course_key':
        return say(warningText.courseKey, { value, suggestion: suggestion ?? '', known: suggestion !== null });
      case 'course_unseen':
        return say(warningText.courseUnseen, { value });
      case 'account_without_key':
        return say(warningText.account, { account: value, provider });
      case 'draft_at_provider':
        return say(warningText.draft, { provider });
      case 'archived_at_provider':
        return say(warningText.archived, { provider });
      case 'absent_at_provider':
        return say(warningText.absent, { provider });
    }
  };
  return warnings.map((warning) => <Warning key={warning.path.join('.')}>{words(warning)}</Warning>);
}

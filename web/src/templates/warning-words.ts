import type { TemplateWarning } from '../../../src/api/schemas/template-warnings.ts';
import type { TemplateView } from '../../../src/api/schemas/templates.ts';
import type { Say } from '../i18n/use-text.ts';
import { originText } from '../shared/origin-text.ts';
import { warningText } from './warning-text.ts';

/** A warning of a template in words. */
export function warningWords(
  say: Say,
  { kind, value, suggestion }: TemplateWarning,
  origin: TemplateView['holder']['origin'],
): string {
  const provider = say(originText[origin]);
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
}

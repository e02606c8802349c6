import type { Penalty } from '../rules/template.ts';

/** Languages that Laurel itself can write to earners in. */
export type SiteLanguage = 'en' | 'ar';

/** What an earner reads when nobody has described the penalty. */
const standard: Readonly<Record<SiteLanguage, string>> = {
  en: 'The requirements of this badge are no longer met.',
  ar: 'لم تعد متطلبات هذه الشارة مستوفاة.',
};

/**
 * Why a badge is taken, in words for its earner: what the penalties are described as, or a sentence that is always true.
 * Never their ids, which only designers know.
 *
 * @param ids of the penalties that took it
 */
export function revocationReason(
  penalties: readonly Penalty[],
  ids: readonly string[],
  language: SiteLanguage,
): string {
  const taken = penalties.filter(({ id }) => ids.includes(id));
  const sentences = new Set(taken.map(({ description }) => sentenceOf(description)).filter((text) => text !== ''));
  return sentences.size === 0 ? standard[language] : [...sentences].join(' ');
}

function sentenceOf(description: string): string {
  const text = description.replace(/\s+/g, ' ').trim();
  return text === '' || /[.!?…。！？؟]$/u.test(text) ? text : `${text}.`;
}

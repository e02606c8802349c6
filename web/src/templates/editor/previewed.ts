import { onTheWay } from '../../shared/on-the-way.ts';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { isLanguageTag, isWebAddress } from './check-draft.ts';
import { toDocument } from './draft.ts';
import type { TemplateDraft } from './draft.ts';

/** What of a draft its public page can show already: somebody who is still writing wants to see it, too. */
export function previewed(draft: TemplateDraft): TemplateDocument {
  const { id: _, achievement, name, imageUrl, ...document } = toDocument(draft);
  return {
    ...document,
    id: 'preview',
    name: name === '' ? onTheWay : name,
    imageUrl: imageUrl !== null && isWebAddress(imageUrl) ? imageUrl : null,
    achievement: achievement && {
      ...achievement,
      language: achievement.language !== null && isLanguageTag(achievement.language) ? achievement.language : null,
      alignments: achievement.alignments.filter((each) => each.name !== '' && isWebAddress(each.url)),
    },
    // It says nothing of them.
    requirements: [],
    penalties: [],
  };
}

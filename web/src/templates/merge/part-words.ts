import type { MessageDescriptor } from 'react-intl';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import type { Say } from '../../i18n/use-text.ts';
import { achievementText } from '../editor/achievement-text.ts';
import { editorText } from '../editor/editor-text.ts';
import type { Part } from './parts.ts';
import { mergeText } from './merge-text.ts';

const ofTemplate: Readonly<Record<string, MessageDescriptor>> = {
  name: editorText.name,
  description: editorText.description,
  imageUrl: mergeText.imageUrl,
  holder: editorText.origin,
  groups: mergeText.groups,
  issuer: achievementText.issuer,
  type: achievementText.type,
  criteria: achievementText.criteria,
  tags: achievementText.tags,
  alignments: achievementText.alignments,
  language: achievementText.language,
  image: mergeText.image,
};

const ofItem: Readonly<Record<string, MessageDescriptor>> = {
  description: mergeText.itemDescription,
  condition: mergeText.condition,
  resets: mergeText.resets,
};

/** What a requirement or penalty is called, in the first of the documents that has it. */
export function itemName(id: string, documents: readonly TemplateDocument[]): string {
  const found = documents
    .flatMap(({ requirements, penalties }) => [...requirements, ...penalties])
    .find((each) => each.id === id && each.description !== '');
  return found?.description ?? id;
}

/** What a part of a template is called. */
export function partWords(say: Say, { list, item, field }: Part, documents: readonly TemplateDocument[]): string {
  if (item === null) return say(ofTemplate[field] ?? editorText.basics);
  const name = itemName(item, documents);
  const isPenalty = list === 'penalties';
  const what = ofItem[field];
  if (what === undefined) return say(isPenalty ? mergeText.penalty : mergeText.requirement, { name });
  return say(isPenalty ? mergeText.ofPenalty : mergeText.ofRequirement, { name, field: say(what) });
}

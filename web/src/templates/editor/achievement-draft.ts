import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { newKey } from './keys.ts';

type Achievement = NonNullable<TemplateDocument['achievement']>;

/** What a template adds for badges that Laurel issues itself, as it stands in the editor. Empty texts are nothing. */
export interface AchievementDraft {
  /** Empty: the default issuer. */
  readonly issuer: string;
  /** Empty: a badge. */
  readonly type: Achievement['type'] | '';
  /** Markdown. */
  readonly criteria: string;
  readonly tags: readonly string[];
  readonly alignments: readonly AlignmentDraft[];
  /** Empty: that of the issuer. */
  readonly language: string;
  /** Digest of the picture that was uploaded; empty: none. */
  readonly image: string;
}

export interface AlignmentDraft {
  readonly key: string;
  readonly name: string;
  readonly url: string;
  readonly framework: string;
  readonly code: string;
}

export const emptyAchievement: AchievementDraft = {
  issuer: '',
  type: '',
  criteria: '',
  tags: [],
  alignments: [],
  language: '',
  image: '',
};

export function newAlignment(): AlignmentDraft {
  return { key: newKey(), name: '', url: '', framework: '', code: '' };
}

/** What is stored, to be edited. */
export function toAchievementDraft(stored: Achievement | null): AchievementDraft {
  if (stored === null) return emptyAchievement;
  const { issuer, type, criteria, tags, alignments, language, image } = stored;
  return {
    issuer: issuer ?? '',
    type: type ?? '',
    criteria,
    tags,
    alignments: alignments.map(({ name, url, framework, code }) => ({
      key: newKey(),
      name,
      url,
      framework: framework ?? '',
      code: code ?? '',
    })),
    language: language ?? '',
    image: image ?? '',
  };
}

/** As it is sent; null when nothing is added. */
export function toAchievement(draft: AchievementDraft): Achievement | null {
  const { issuer, type, criteria, tags, alignments, language, image } = draft;
  const said = [issuer, type, criteria.trim(), language.trim(), image];
  if (said.every((each) => each === '') && tags.length + alignments.length === 0) return null;
  return {
    issuer: issuer || null,
    type: type || null,
    criteria,
    tags: [...tags],
    alignments: alignments.map(({ name, url, framework, code }) => ({
      name: name.trim(),
      url: url.trim(),
      framework: framework.trim() || null,
      code: code.trim() || null,
    })),
    language: language.trim() || null,
    image: image || null,
  };
}

import { useState } from 'react';
import type { TemplateDocument, TemplateView } from '../../../../src/api/schemas/templates.ts';
import type { Tagged } from '../../api/client.ts';
import { useKeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import type { KeptDraft } from '../../shared/drafts/use-kept-draft.ts';
import { toDocument, toDraft } from './draft.ts';
import type { TemplateDraft } from './draft.ts';
import type { DraftState } from './use-draft.ts';

/** What is kept of the editor: what stands in it, and the stored template that it is based on. */
interface Kept {
  readonly draft: TemplateDraft;
  readonly base: Tagged<TemplateView> | null;
}

interface KeptTemplate {
  readonly kept: KeptDraft;
  /** What the draft is based on; of a draft that was gone on with that can be older than what is stored. */
  readonly base: Tagged<TemplateView> | null;
  /** Whether the draft that is asked about is based on something older than what is stored. */
  readonly outdated: boolean;
  /** Goes on with a document that is based on something newer; returns it as it is sent. */
  readonly rebase: (newer: Tagged<TemplateView>, document: TemplateDocument) => string;
}

/**
 * Keeps the draft of the editor on this device. A draft of an earlier time stays based on what was stored then: whoever has
 * changed the template since is not overwritten, but asked about when it is saved.
 *
 * @param form names the template
 * @param stored what is stored now; null for a new template
 * @param initial what a new template begins with
 */
export function useKeptTemplate(
  form: string,
  stored: Tagged<TemplateView> | null,
  initial: () => TemplateDraft,
  { draft, dirty, goOn }: DraftState,
): KeptTemplate {
  const [base, setBase] = useState(stored);
  const kept = useKeptDraft<Kept>({
    form,
    value: { draft, base },
    dirty,
    take: (found) => {
      setBase(found.base);
      goOn(found.draft, found.base === null ? initial() : toDraft(found.base.data));
    },
  });
  const { question } = kept;
  const rebase = (newer: Tagged<TemplateView>, document: TemplateDocument): string => {
    const rebased = toDraft(document);
    setBase(newer);
    goOn(rebased, toDraft(newer.data));
    return JSON.stringify(toDocument(rebased));
  };
  return { kept, base, rebase, outdated: question !== null && question.value.base?.etag !== stored?.etag };
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TemplateDocument } from '../../../../src/api/schemas/templates.ts';
import { afterPointer } from './after-pointer.ts';
import type { TemplateDraft } from './draft.ts';
import { toDocument } from './draft.ts';
import { withIds } from './ids.ts';
import { takeKeys } from './keys.ts';
import { idOfField } from './mistakes.ts';

/** A draft as it would be sent. */
export interface Sent {
  readonly draft: TemplateDraft;
  readonly document: TemplateDocument;
  /** The document as JSON, to compare and to send. */
  readonly json: string;
}

/** The draft with everything that follows from it. */
export interface DraftState {
  readonly draft: TemplateDraft;
  /** As it would be sent; the same object until the draft changes. */
  readonly sent: Sent;
  /** Whether it differs from what the editor began with. */
  readonly dirty: boolean;
  readonly touched: ReadonlySet<string>;
  readonly change: (update: (draft: TemplateDraft) => TemplateDraft, focus?: string) => void;
  readonly touch: (field: string) => void;
  /** Goes on with a draft of an earlier time, which began with this one. */
  readonly goOn: (draft: TemplateDraft, begun: TemplateDraft) => void;
}

/**
 * Holds the draft of the editor.
 *
 * @param initial what the editor begins with, and what is not dirty
 */
export function useDraft(initial: () => TemplateDraft): DraftState {
  const [draft, setDraft] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [begun, setBegun] = useState(() => JSON.stringify(toDocument(draft)));
  const focus = useRef<string | null>(null);

  const change = useCallback((update: (draft: TemplateDraft) => TemplateDraft, focusAfterwards?: string) => {
    setDraft((current) => withIds(update(current)));
    if (focusAfterwards !== undefined) focus.current = focusAfterwards;
  }, []);
  const touch = useCallback((field: string) => {
    afterPointer(() => setTouched((current) => (current.has(field) ? current : new Set([...current, field]))));
  }, []);
  const goOn = useCallback((kept: TemplateDraft, from: TemplateDraft) => {
    takeKeys(kept);
    setDraft(kept);
    setBegun(JSON.stringify(toDocument(from)));
  }, []);
  useEffect(() => {
    if (focus.current === null) return;
    const element = document.getElementById(idOfField(focus.current));
    focus.current = null;
    element?.focus();
  }, [draft]);

  const sent = useMemo(() => {
    const document = toDocument(draft);
    return { draft, document, json: JSON.stringify(document) };
  }, [draft]);
  return { draft, sent, dirty: sent.json !== begun, touched, change, touch, goOn };
}

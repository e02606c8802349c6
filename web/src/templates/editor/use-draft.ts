import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { TemplateDraft } from './draft.ts';
import { toDocument } from './draft.ts';
import { withIds } from './ids.ts';
import { idOfField } from './mistakes.ts';

/** The draft with everything that follows from it. */
export interface DraftState {
  readonly draft: TemplateDraft;
  /** As it would be sent. */
  readonly document: string;
  /** Whether it differs from what the editor began with. */
  readonly dirty: boolean;
  readonly touched: ReadonlySet<string>;
  readonly change: (update: (draft: TemplateDraft) => TemplateDraft, focus?: string) => void;
  readonly touch: (field: string) => void;
}

/**
 * Holds the draft of the editor.
 *
 * @param initial what the editor begins with, and what is not dirty
 */
export function useDraft(initial: () => TemplateDraft): DraftState {
  const [draft, setDraft] = useState(initial);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [begun] = useState(() => JSON.stringify(toDocument(draft)));
  const focus = useRef<string | null>(null);

  const change = useCallback((update: (draft: TemplateDraft) => TemplateDraft, focusAfterwards?: string) => {
    setDraft((current) => withIds(update(current)));
    if (focusAfterwards !== undefined) focus.current = focusAfterwards;
  }, []);
  const touch = useCallback((field: string) => {
    setTouched((current) => (current.has(field) ? current : new Set([...current, field])));
  }, []);
  useEffect(() => {
    if (focus.current === null) return;
    const element = window.document.getElementById(idOfField(focus.current));
    focus.current = null;
    element?.focus();
  }, [draft]);

  const sent = useMemo(() => JSON.stringify(toDocument(draft)), [draft]);
  return { draft, document: sent, dirty: sent !== begun, touched, change, touch };
}

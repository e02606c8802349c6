import { useLayoutEffect, useMemo, useState } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateWarning } from '../../../../src/api/schemas/template-warnings.ts';
import type { Editor } from './editor-context.ts';
import { createEditorStore } from './editor-store.ts';
import type { FieldMistake } from './mistakes.ts';
import type { DraftState } from './use-draft.ts';

interface EditorInput {
  readonly draftState: DraftState;
  readonly mistakes: readonly FieldMistake[];
  readonly warnings: readonly TemplateWarning[];
  /** True once somebody has tried to save: then every mistake is shown, not only those of fields that were left. */
  readonly showAll: boolean;
  readonly eventTypes: readonly EventType[];
  readonly isNew: boolean;
  readonly announce: (words: string) => void;
}

/** Makes the editor that its parts see from what it knows. */
export function useEditorParts(input: EditorInput): Editor {
  const { draftState, mistakes, warnings, showAll, eventTypes, isNew, announce } = input;
  const { draft, touched, change, touch } = draftState;
  const [store] = useState(() => createEditorStore({ draft, errors: new Map(), warnings }));
  useLayoutEffect(() => {
    const shown = mistakes.filter(({ field }) => showAll || touched.has(field));
    store.write({ draft, errors: new Map(shown.map(({ field, message }) => [field, message])), warnings });
  });
  return useMemo(
    () => ({ eventTypes, isNew, change, touch, announce, store }),
    [eventTypes, isNew, change, touch, announce, store],
  );
}

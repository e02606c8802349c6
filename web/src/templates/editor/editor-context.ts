import { createContext, use, useCallback, useSyncExternalStore } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDraft } from './draft.ts';
import type { EditorState, EditorStore } from './editor-store.ts';
import { idOfField } from './mistakes.ts';

/** Changes the draft. `focus` names the field that gets the focus afterwards, where what had it is gone or moved. */
export type Change = (update: (draft: TemplateDraft) => TemplateDraft, focus?: string) => void;

/** The editor as its parts see it. It stays the same object, so that it makes nobody draw themselves again. */
export interface Editor {
  /** The configured event types. */
  readonly eventTypes: readonly EventType[];
  /** False for a template that is stored already. */
  readonly isNew: boolean;
  readonly change: Change;
  /** Told when somebody leaves a field: from then on what is wrong with it is shown. */
  readonly touch: (field: string) => void;
  /** Said by screen readers. */
  readonly announce: (words: string) => void;
  readonly store: EditorStore;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error('useEditor is for parts of the editor');
  return editor;
}

/** Something of the editor's state; it should be a plain value, or an object that stays the same while it means the same. */
export function useEditorState<Value>(select: (state: EditorState) => Value): Value {
  const { store } = useEditor();
  return useSyncExternalStore(store.subscribe, () => select(store.read()));
}

/** What a field needs to be found, and to show what is wrong with it. */
export interface FieldProps {
  readonly id: string;
  readonly error: string | false;
  readonly onBlur: () => void;
}

export function useField(name: string): FieldProps {
  const { touch } = useEditor();
  const error = useEditorState(({ errors }) => errors.get(name) ?? false);
  const onBlur = useCallback(() => touch(name), [touch, name]);
  return { id: idOfField(name), error, onBlur };
}

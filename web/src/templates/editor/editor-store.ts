import type { TemplateWarning } from '../../../../src/api/schemas/template-warnings.ts';
import type { TemplateDraft } from './draft.ts';

/** What parts of the editor look at besides what they are given. */
export interface EditorState {
  readonly draft: TemplateDraft;
  /** What is shown to be wrong, by field. */
  readonly errors: ReadonlyMap<string, string>;
  /** What is no mistake, and yet keeps badges from being issued; said by the API. */
  readonly warnings: readonly TemplateWarning[];
}

/**
 * Holds the state for parts that look at a little of it: they are drawn again when that little has changed, and not with every
 * key that is pressed somewhere in a long template.
 */
export interface EditorStore {
  readonly read: () => EditorState;
  readonly subscribe: (onChange: () => void) => () => void;
  readonly write: (state: EditorState) => void;
}

export function createEditorStore(initial: EditorState): EditorStore {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    read: () => state,
    subscribe: (onChange) => {
      listeners.add(onChange);
      return () => void listeners.delete(onChange);
    },
    write: (next) => {
      state = next;
      for (const onChange of listeners) onChange();
    },
  };
}

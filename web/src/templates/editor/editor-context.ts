import { createContext, use } from 'react';
import type { EventType } from '../../../../src/api/schemas/event-types.ts';
import type { TemplateDraft } from './draft.ts';

/** What a field needs to be found, and to show what is wrong with it. */
export interface FieldProps {
  readonly id: string;
  readonly error: string | false;
  /** Mistakes of a field are shown once somebody has left it. */
  readonly onBlur: () => void;
}

/** The editor as its parts see it. */
export interface Editor {
  readonly draft: TemplateDraft;
  /**
   * Changes the draft.
   *
   * @param focus the field that gets the focus afterwards, where what had it is gone or moved
   */
  readonly change: (update: (draft: TemplateDraft) => TemplateDraft, focus?: string) => void;
  readonly field: (name: string) => FieldProps;
  /** What is no mistake, and yet keeps badges from being issued; said by the API. */
  readonly warnings: readonly string[];
  /** The configured event types. */
  readonly eventTypes: readonly EventType[];
  /** False for a template that is stored already. */
  readonly isNew: boolean;
  /** Said by screen readers. */
  readonly announce: (words: string) => void;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = use(EditorContext);
  if (editor === null) throw new Error('useEditor is for parts of the editor');
  return editor;
}

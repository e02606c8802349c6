import { useEffect, useRef, useState } from 'react';
import { useSession } from '../../session/session-context.tsx';
import { dropDraft, keepDraft, readDraft } from './draft-store.ts';
import type { Draft } from './draft-store.ts';
import { noteUnsaved } from './unsaved.ts';

interface Form<Value> {
  /** What is filled in, such as `template:demo`; null where nothing is kept. */
  readonly form: string | null;
  /** What is typed, as JSON can hold it. Never a secret: it stays readable on the device. */
  readonly value: Value;
  /** Whether that is more than the form began with. */
  readonly dirty: boolean;
  /** Puts a kept draft into the form. */
  readonly take: (value: Value) => void;
}

/** What a form knows of its draft. */
export interface KeptDraft<Value = unknown> {
  /** A draft of an earlier time that somebody has to decide on, before the form is filled in; null: none. */
  readonly question: Draft<Value> | null;
  /** Goes on with it. */
  readonly goOn: () => void;
  /** Drops it, and begins anew. */
  readonly begin: () => void;
  /** Whether something is typed here that is not saved. */
  readonly unsaved: () => boolean;
  /** Whether this device keeps it, so that it can be gone on with later. */
  readonly keeps: boolean;
  /** It is saved, or nobody wants it any more: nothing is kept. */
  readonly done: () => void;
}

/**
 * Keeps on this device what somebody types into a form, with every change, until it is saved or dropped: it outlives the page,
 * the browser and the session. Each user has their own.
 */
export function useKeptDraft<Value>({ form, value, dirty, take }: Form<Value>): KeptDraft<Value> {
  const user = useSession().actor.id;
  const [found, setFound] = useState(() => (form === null ? null : readDraft<Value>({ user, form })));
  const [keeps, setKeeps] = useState(true);
  // Known at once, for whoever asks in the same moment; and drawn, for what hangs on it.
  const done = useRef(false);
  const [isDone, setDone] = useState(false);
  const kept = useRef(false);
  const json = JSON.stringify(value);
  const waits = found !== null;

  useEffect(() => {
    if (form === null || waits || done.current) return;
    if (dirty) {
      kept.current = true;
      setKeeps(keepDraft({ user, form }, JSON.parse(json)));
    } else if (kept.current) dropDraft({ user, form });
  }, [user, form, json, dirty, waits]);
  useEffect(() => (dirty && !isDone ? noteUnsaved() : undefined), [dirty, isDone]);

  const drop = (): void => {
    if (form !== null) dropDraft({ user, form });
  };
  return {
    question: found,
    goOn: () => {
      if (found !== null) take(found.value);
      setFound(null);
    },
    begin: () => {
      drop();
      setFound(null);
    },
    unsaved: () => dirty && !done.current,
    keeps,
    done: () => {
      done.current = true;
      setDone(true);
      drop();
    },
  };
}

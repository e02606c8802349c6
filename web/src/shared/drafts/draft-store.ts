/** Where a draft is kept: whose it is, and of which form. */
export interface DraftPlace {
  /** Id of the user. */
  readonly user: string;
  /** What is filled in, such as `template:demo`. */
  readonly form: string;
}

/** What somebody has typed and not saved. */
export interface Draft<Value> {
  /** When it was typed; ISO 8601. */
  readonly at: string;
  readonly value: Value;
}

/** The number changes with what drafts look like: pages of another version do not take them for their own. */
const prefix = 'laurel.draft.1.';
/** Whoever has not come back for so long does not miss it. */
const longestMs = 30 * 24 * 60 * 60 * 1000;

function keyOf({ user, form }: DraftPlace): string {
  return `${prefix}${user}.${form}`;
}

/** The draft that is kept on this device; null when there is none. */
export function readDraft<Value>(place: DraftPlace): Draft<Value> | null {
  try {
    removeOld(localStorage);
    return parse<Value>(localStorage.getItem(keyOf(place)));
  } catch {
    // Storage is switched off.
    return null;
  }
}

/** Keeps a draft on this device; false when the device keeps nothing, or has no room. */
export function keepDraft(place: DraftPlace, value: unknown): boolean {
  try {
    localStorage.setItem(keyOf(place), JSON.stringify({ at: new Date().toISOString(), value }));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(place: DraftPlace): void {
  try {
    localStorage.removeItem(keyOf(place));
  } catch {
    // Nothing is kept either.
  }
}

function parse<Value>(text: string | null): Draft<Value> | null {
  if (text === null) return null;
  try {
    const draft: unknown = JSON.parse(text);
    const isDraft = typeof draft === 'object' && draft !== null && 'at' in draft && 'value' in draft;
    return isDraft ? (draft as Draft<Value>) : null;
  } catch {
    return null;
  }
}

/** Drafts hold what people typed: those of everybody go after a time, whoever opens a form here. */
function removeOld(storage: Storage): void {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
  for (const key of keys) {
    if (!key.startsWith('laurel.draft.')) continue;
    const at = Date.parse(parse(storage.getItem(key))?.at ?? '');
    if (!key.startsWith(prefix) || !(Date.now() - at < longestMs)) storage.removeItem(key);
  }
}

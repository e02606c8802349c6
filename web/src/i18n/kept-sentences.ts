/** A sentence of the server with the places of its values, to be found again in a text that was kept whole. */
interface Pattern {
  readonly sentence: string;
  readonly expression: RegExp;
  /** How many letters it says itself: the more, the surer it is meant. */
  readonly letters: number;
}

/** What was kept, taken apart again. */
export interface FoundSentence {
  readonly text: string;
  readonly sentence: string;
  readonly values: readonly (string | number | FoundSentence)[];
}

/** A whole text must say so many letters of a sentence: what providers have said is not to be taken for ours by chance. */
const fewestLetters = 10;
/** Longer texts are nobody's sentence. */
const longest = 4_000;

let sentences: readonly string[] = [];
let patterns: readonly Pattern[] | null = null;

/** Says which sentences there are words for. */
export function knowSentences(known: readonly string[]): void {
  sentences = known;
  patterns = null;
}

/**
 * Finds the sentence that a text was made of, and its values: some are kept as text alone, such as why a message is parked. Null for
 * what is no sentence, or one without values.
 */
export function findSentence(text: string, letters = fewestLetters): FoundSentence | null {
  if (text.length > longest) return null;
  patterns ??= sentences
    .filter((sentence) => sentence.includes('{0}'))
    .map(patternOf)
    .toSorted(bySureness);
  for (const { sentence, expression, letters: own } of patterns) {
    if (own < letters) return null;
    const found = expression.exec(text);
    if (found) return { text, sentence, values: found.slice(1).map(valueOf) };
  }
  return null;
}

function bySureness(a: Pattern, b: Pattern): number {
  return b.letters - a.letters;
}

function patternOf(sentence: string): Pattern {
  const parts = sentence.split(/\{\d+\}/);
  const escaped = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const letters = parts.join('').replace(/\P{L}/gu, '').length;
  return { sentence, expression: new RegExp(`^${escaped.join('(.+?)')}$`, 's'), letters };
}

/** A value can be a sentence itself; a number is counted by. */
function valueOf(text: string): string | number | FoundSentence {
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text);
  return findSentence(text, 1) ?? (sentences.includes(text) ? { text, sentence: text, values: [] } : text);
}

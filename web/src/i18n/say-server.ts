import { findSentence } from './kept-sentences.ts';
import type { Say } from './use-text.ts';

/** A sentence of the server, as it tells it: `Wording` of the API, however deep its values are. */
interface Sentence {
  readonly text: string;
  readonly sentence: string | null;
  readonly values: readonly (string | number | Sentence)[];
}

/** Of the format of messages: text as it is. */
const literal = 0;

/** Says a sentence of the server in the language of the page; in English where it has no other words for it. */
export function sayWording(say: Say, { text, sentence, values }: Sentence): string {
  const put = values.map((value, place) => [String(place), valueOf(say, value)] as const);
  return say(
    // What others have said has no other words, unless it is a sentence that the server knows, too.
    { id: `server.${sentence ?? text}`, defaultMessage: [{ type: literal, value: text }] },
    Object.fromEntries(put),
  );
}

/** The same for a sentence that has no values, such as the title of an error. */
export function sayWhole(say: Say, text: string): string {
  return sayWording(say, { text, sentence: text, values: [] });
}

/** The same for all lines of an error. */
export function sayLines(say: Say, lines: readonly Sentence[], between = '\n'): string {
  return lines.map((line) => sayWording(say, line)).join(between);
}

/** What the server has kept as text, such as why something failed: each line that is a sentence of it, with its values. */
export function sayKept(say: Say, text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .map((line) => sayWording(say, findSentence(line) ?? { text: line, sentence: line, values: [] }))
    .join('\n');
}

/** Names, ids and commands keep their own direction inside a sentence of the other one. */
function valueOf(say: Say, value: string | number | Sentence): string | number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? `\u2068${value}\u2069` : sayWording(say, value);
}

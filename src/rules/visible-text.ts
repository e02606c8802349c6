/** What leaves a mark: no blanks, controls, joiners and direction signs, nor fillers that are letters by name only. */
const seen = /[^\s\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/u;

/** Whether a text has a character that can be seen: a name without one can be neither read nor clicked. */
export function hasVisibleText(text: string): boolean {
  // Most names begin with such a character, and this is asked of every event.
  const first = text.charCodeAt(0);
  return (first > 0x20 && first < 0x7f) || seen.test(text);
}

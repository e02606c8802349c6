/** What is written and leaves no mark: blanks, controls, joiners and direction signs, fillers that are letters by name only. */
const unseen = /[\s\p{Cc}\p{Cf}\p{Cs}\p{Z}\p{M}\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** Whether a text has a character that can be seen: a name without one can be neither read nor clicked. */
export function hasVisibleText(text: string): boolean {
  return text.replace(unseen, '') !== '';
}

/** A text from outside as it is quoted: its beginning, and an ellipsis where something was left out. */
export function cut(text: string, most: number): string {
  // Never half of a surrogate pair at the end.
  return text.length <= most
    ? text
    : `${text
        .slice(0, most)
        .toWellFormed()
        .replace(/\uFFFD$/, '')}...`;
}

/** What is wrong with a field as a sentence that stands alone. */
export function asSentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What may be put into a sentence; ids as text, for numbers are counted by. */
export type ToldValue = string | number | Told;

/**
 * A sentence that people read: in English as it is, for terminals and other programs, and with what it is about apart, for
 * pages that say it in another language.
 */
export class Told {
  /** The English sentence with `{0}`, `{1}` ... in the places of its values; null: there are no other words for it. */
  readonly sentence: string | null;
  readonly values: readonly ToldValue[];
  /** In English, complete. */
  readonly text: string;

  constructor(sentence: string | null, values: readonly ToldValue[], text: string) {
    this.sentence = sentence;
    this.values = values;
    this.text = text;
  }

  toString(): string {
    return this.text;
  }
}

/**
 * Makes a sentence: told`No badge template has the id "${slug}".` A test finds every use of it in the code, and that the
 * pages have Arabic words for each.
 */
export function told(parts: TemplateStringsArray, ...values: readonly ToldValue[]): Told {
  const sentence = parts.reduce((text, part, index) => `${text}{${index - 1}}${part}`);
  const text = parts.reduce((all, part, index) => all + String(values[index - 1]) + part);
  return new Told(sentence, values, text);
}

/** What others have said, or what only terminals show: it has no other words. */
export function asIs(text: string): Told {
  return new Told(null, [], text);
}

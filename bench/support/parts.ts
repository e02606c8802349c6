/** So many learners at a time: a statement has a minute and no more. */
const part = 100_000;

/** The numbers from `first` to `last` in parts that a statement can store; each part by its own first and last number. */
export function* partsOf(first: number, last: number): Generator<readonly [first: number, last: number]> {
  for (let next = first; next <= last; next += part) yield [next, Math.min(next + part - 1, last)];
}

/** Repetition: a machine has moods, so that things to be compared are measured in turns, several times. */

/** The values of each variant, round by round. */
export type Rounds<Name extends string> = Readonly<Record<Name, readonly number[]>>;

/**
 * Measures each variant once a round; every round begins with another one, so that none always comes first.
 *
 * @param progress told of each value
 */
export async function inTurns<Name extends string>(
  variants: Readonly<Record<Name, () => Promise<number>>>,
  rounds: number,
  progress: (text: string) => void,
): Promise<Rounds<Name>> {
  const names = Object.keys(variants) as Name[];
  const values = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (let step = 0; step < names.length; step += 1) {
      const name = names[(round + step) % names.length] as Name;
      const value = await variants[name]();
      values[name].push(value);
      progress(`round ${round + 1} of ${rounds}: ${name} ${Math.round(value).toLocaleString('en')}`);
    }
  }
  return values;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** The median of the rounds' own ratios: what the machine did to a whole round cancels out. */
export function ratioOf(values: readonly number[], counterparts: readonly number[]): number {
  return median(values.map((value, round) => value / (counterparts[round] ?? NaN)));
}

/** The value below which the given part (0 to 1) of the values lies. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}

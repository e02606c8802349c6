let lastKey = 0;

/** A key that nothing else in the editor has. */
export function newKey(): string {
  lastKey += 1;
  return `k${lastKey}`;
}

/**
 * Takes over keys that were given out when the pages were open before: none of them is given out a second time.
 *
 * @param kept what holds them, at any depth
 */
export function takeKeys(kept: unknown): void {
  for (const [, number = ''] of JSON.stringify(kept).matchAll(/"k(\d+)"/g)) lastKey = Math.max(lastKey, Number(number));
}

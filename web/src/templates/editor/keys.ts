let lastKey = 0;

/** A key that nothing else in the editor has. */
export function newKey(): string {
  lastKey += 1;
  return `k${lastKey}`;
}

/**
 * How large a document of a stranger may be before it is canonicalised, which takes its time for every value. Credentials with
 * endorsements have some hundred.
 */
const mostValues = 5000;
const mostLevels = 32;

/** Whether a value that was parsed is small enough to be worked on. */
export function isWithinBounds(value: unknown): boolean {
  let values = 0;
  // Level by level, so that no depth of theirs is a depth of ours.
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    values += level.length;
    if (depth > mostLevels || values > mostValues) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}

/** Whether a name occurs in the value that only other spellings of JSON-LD use. */
export function hasOtherSpelling(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasOtherSpelling);
  return Object.entries(value).some(
    ([name, member]) => name !== '@context' && (/[@:]/.test(name) || hasOtherSpelling(member)),
  );
}

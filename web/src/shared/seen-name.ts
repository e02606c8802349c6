import { hasVisibleText } from '../../../src/rules/visible-text.ts';

/**
 * A name as it is shown: one without a character that can be seen gives way to what else the thing is called by, for nobody
 * could read or click it. New ones are refused; older ones, and those of other systems, may be there.
 */
export function seenName(name: string, other: string): string {
  return hasVisibleText(name) ? name : other;
}

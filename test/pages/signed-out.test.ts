import { expect, test } from 'vitest';
import { signedInAgain, signInsSoFar, untilSignedIn, waitWhenSignedOut } from '../../web/src/api/signed-out.ts';

test('whoever has signed in again is not asked once more by a refusal that was on its way', async () => {
  let asked = 0;
  const end = waitWhenSignedOut(() => {
    asked += 1;
  });
  const before = signInsSoFar();
  const waits = untilSignedIn(before, undefined);
  signedInAgain();
  // Both are sent again: the one that waited, and the one whose refusal comes late.
  expect([await waits, await untilSignedIn(before, undefined), asked]).toEqual([true, true, 1]);
  // The next session that ends is another matter.
  const next = untilSignedIn(signInsSoFar(), undefined);
  expect(asked).toBe(2);
  signedInAgain();
  expect(await next).toBe(true);
  end();
  expect(await untilSignedIn(signInsSoFar(), undefined)).toBe(false);
});

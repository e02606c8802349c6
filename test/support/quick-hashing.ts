import { createPasswordHashing } from '../../src/auth/password-hash.ts';

/** The hashing of passwords as it is, a thousandth of the work: the cost itself is tested in auth/sign-in. */
export const quickHashing = createPasswordHashing({ logN: 7, r: 8, p: 1 });

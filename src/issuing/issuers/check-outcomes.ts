/** What is at the address. */
export const checkedParts = ['did_document', 'profile', 'wallets'] as const;
export type CheckedPart = (typeof checkedParts)[number];

/** What was found there: `redirect`, `status`, `no_answer`: nothing that a verifier could use; `other_issuer`: something else. */
export const checkOutcomes = ['good', 'redirect', 'status', 'no_answer', 'other_issuer', 'keys_lacking'] as const;
export type CheckOutcome = (typeof checkOutcomes)[number];

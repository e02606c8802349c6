import type { IgnoredReason } from '../events/reading.ts';
import type { ParkedReason } from '../store/parked.ts';

/** What became of a message. */
export type Verdict =
  /** It changed what is known of its learner's progress. */
  | { readonly kind: 'applied' }
  /** It matched nothing, or nothing that was not known already. */
  | { readonly kind: 'no_effect' }
  /** Not ours to process (S2, S4). */
  | { readonly kind: 'ignored'; readonly reason: IgnoredReason }
  /** It can't be processed (S3). `detail` holds no values of the message. */
  | { readonly kind: 'parked'; readonly reason: ParkedReason; readonly detail: string };

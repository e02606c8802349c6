import { queryOptions } from '@tanstack/react-query';
import type { WalletOfferView } from '../../../../src/api/schemas/wallet-offers.ts';
import { get } from '../../api/client.ts';
import { watching } from '../../api/watching.ts';

/** Whoever holds the phone in the other hand looks at the page to see whether it worked. */
const liveMs = 2_000;

/** Where the offers of a badge are. */
export function offersOf(badgeId: string): string {
  return `/api/v1/my/badges/${badgeId}/wallet-offers`;
}

/** How an offer stands, read again and again as long as a wallet can take the badge. */
export function offerQuery(badgeId: string, made: WalletOfferView) {
  return queryOptions({
    queryKey: ['my-badges', 'wallet-offer', made.id],
    queryFn: (context) => get<WalletOfferView>(`${offersOf(badgeId)}/${made.id}`, watching(context)),
    placeholderData: made,
    refetchInterval: ({ state }) => (state.data === undefined || state.data.state === 'open' ? liveMs : false),
  });
}

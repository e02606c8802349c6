import { useQuery } from '@tanstack/react-query';
import { BackLink } from '../shared/back-link.tsx';
import { connectionsQuery } from '../shared/connections-query.ts';

/** The way back to a connection, by its name as soon as that is known. */
export function BackToConnection({ origin, account }: { readonly origin: string; readonly account: string }) {
  const { data } = useQuery(connectionsQuery);
  const found = data?.items.find((each) => each.origin === origin && each.account === account);
  return <BackLink to="/connections/$origin/$account" params={{ origin, account }} place={found?.name ?? account} />;
}

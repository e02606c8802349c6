import { useQuery } from '@tanstack/react-query';
import { BackLink } from '../shared/back-link.tsx';
import { connectionsQuery } from '../shared/connections-query.ts';

/** The way back to a connection, by its name as soon as that is known. */
export function BackToConnection({ origin, account }: { readonly origin: string; readonly account: string }) {
  const { data, isError } = useQuery(connectionsQuery);
  const found = data?.items.find((each) => each.origin === origin && each.account === account);
  const place = found?.name ?? (data !== undefined || isError ? account : null);
  return <BackLink to="/connections/$origin/$account" params={{ origin, account }} place={place} />;
}

import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from './connections-query.ts';

/** What people call an account, as far as it is known; else its id. */
export function useAccountNames(): (origin: string | null, account: string) => string {
  const { data } = useQuery(connectionsQuery);
  return (origin, account) =>
    data?.items.find((each) => each.origin === origin && each.account === account)?.name ?? account;
}

import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from './connections-query.ts';
import { nameOr } from './on-the-way.ts';

/** What people call an account; its id where that is not known. */
export function useAccountNames(): (origin: string | null, account: string) => string {
  const query = useQuery(connectionsQuery);
  return (origin, account) =>
    nameOr(account, query.data?.items.find((each) => each.origin === origin && each.account === account)?.name, query);
}

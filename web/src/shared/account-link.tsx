import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from './connections-query.ts';
import { TextLink } from './links.tsx';
import { onTheWay } from './on-the-way.ts';
import { seenName } from './seen-name.ts';

interface AccountLinkProps {
  readonly origin: 'credly' | 'accredible';
  readonly account: string;
}

/** An account at a provider by its name, with the way to its connection, where there is one. */
export function AccountLink({ origin, account }: AccountLinkProps) {
  const { data, isLoading } = useQuery(connectionsQuery);
  if (isLoading) return <span aria-hidden>{onTheWay}</span>;
  const found = data?.items.find((each) => each.origin === origin && each.account === account);
  if (found === undefined) return <bdi className="mono">{account}</bdi>;
  return (
    <TextLink to="/connections/$origin/$account" params={{ origin, account }}>
      <bdi>{seenName(found.name, account)}</bdi>
    </TextLink>
  );
}

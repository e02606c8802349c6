import { useQuery } from '@tanstack/react-query';
import { connectionsQuery } from './connections-query.ts';
import { TextLink } from './links.tsx';

interface AccountLinkProps {
  readonly origin: 'credly' | 'accredible';
  readonly account: string;
}

/** An account at a provider by its name, with the way to its connection, where there is one. */
export function AccountLink({ origin, account }: AccountLinkProps) {
  const { data } = useQuery(connectionsQuery);
  // Not its id while its name is on the way: that would be a name for a moment, and then another one.
  if (data === undefined) return <span aria-hidden>…</span>;
  const found = data.items.find((each) => each.origin === origin && each.account === account);
  if (found === undefined) return <bdi className="mono">{account}</bdi>;
  return (
    <TextLink to="/connections/$origin/$account" params={{ origin, account }}>
      <bdi>{found.name === '' ? account : found.name}</bdi>
    </TextLink>
  );
}

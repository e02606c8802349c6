import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/use-text.ts';
import { connectionsQuery } from '../../shared/connections-query.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { originText } from '../../shared/origin-text.ts';
import type { BadgeFilters } from '../badge-filters.ts';
import { origins } from '../badge-filters.ts';
import { badgesText } from '../badges-text.ts';

type Holder = Pick<BadgeFilters, 'origin' | 'account'>;

interface HolderFilterProps {
  readonly holder: Holder;
  readonly onChange: (holder: Holder) => void;
}

/** Narrows down to a provider, or to one of its accounts. */
export function HolderFilter({ holder: { origin, account }, onChange }: HolderFilterProps) {
  const say = useText();
  const connections = useQuery(connectionsQuery);
  const accounts = connections.data?.items ?? [];
  const choices = origins.flatMap((each) => [
    { value: each, label: say(originText[each]) },
    ...accounts
      .filter((known) => known.origin === each)
      .map((known) => ({
        value: `${each}/${known.account}`,
        label: say(badgesText.account, { provider: say(originText[each]), account: known.name }),
      })),
  ]);
  const change = (value: string | undefined): void => {
    const [first, ...rest] = (value ?? '').split('/');
    onChange({ origin: origins.find((each) => each === first), account: rest.join('/') || undefined });
  };
  return (
    <FilterSelect
      label={say(badgesText.filterHolder)}
      value={origin && (account === undefined ? origin : `${origin}/${account}`)}
      choices={choices}
      onChange={change}
    />
  );
}

import { useQuery } from '@tanstack/react-query';
import type { Origin } from '../../../src/rules/template.ts';
import { useText } from '../i18n/use-text.ts';
import { connectionsQuery } from './connections-query.ts';
import { FilterSelect } from './filter-select.tsx';
import { listText } from './list-text.ts';
import { nameOr } from './on-the-way.ts';
import { originText } from './origin-text.ts';
import { origins } from './origins.ts';
import { seenName } from './seen-name.ts';

interface Holder {
  readonly origin?: Origin | undefined;
  readonly account?: string | undefined;
}

interface HolderFilterProps {
  readonly label: string;
  readonly holder: Holder;
  readonly onChange: (holder: Holder) => void;
}

/** Narrows down to a provider, or to one of its accounts. */
export function HolderFilter({ label, holder: { origin, account }, onChange }: HolderFilterProps) {
  const say = useText();
  const connections = useQuery(connectionsQuery);
  const accounts = connections.data?.items ?? [];
  const choices = origins.flatMap((each) => [
    { value: each, label: say(originText[each]) },
    ...accounts
      .filter((known) => known.origin === each)
      .map((known) => ({
        value: `${each}/${known.account}`,
        label: say(listText.account, { provider: say(originText[each]), account: seenName(known.name, known.account) }),
      })),
  ]);
  const held = origin && (account === undefined ? origin : `${origin}/${account}`);
  const isChoice = held === undefined || choices.some(({ value }) => value === held);
  // One that is not connected any more, or whose name is on the way.
  const holder = isChoice
    ? []
    : [
        {
          value: held,
          label: say(listText.account, {
            provider: say(originText[origin ?? 'openedx']),
            account: nameOr(account ?? '', undefined, connections),
          }),
        },
      ];
  const change = (value: string | undefined): void => {
    const [first, ...rest] = (value ?? '').split('/');
    onChange({ origin: origins.find((each) => each === first), account: rest.join('/') || undefined });
  };
  return <FilterSelect label={label} value={held} choices={[...choices, ...holder]} onChange={change} />;
}

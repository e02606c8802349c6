import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/use-text.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import { IssuerFilter } from '../../shared/issuer-filter.tsx';
import { issuersQuery } from '../../shared/issuers-query.ts';
import { openBadgeStates } from '../badge-filters.ts';
import type { BadgeFilters } from '../badge-filters.ts';
import { badgesText } from '../badges-text.ts';

type OpenBadge = Pick<BadgeFilters, 'issuer' | 'openBadge'>;

const texts = {
  issued: badgesText.openBadgeIssued,
  revoked: badgesText.openBadgeRevoked,
  held_back: badgesText.openBadgeHeldBack,
} as const;

interface OpenBadgeFiltersProps {
  readonly filters: OpenBadge;
  readonly onChange: (change: OpenBadge) => void;
}

/** Narrows down by what this site issues itself; nothing where it issues nothing, and nothing waits for that. */
export function OpenBadgeFilters({ filters: { issuer, openBadge }, onChange }: OpenBadgeFiltersProps) {
  const say = useText();
  const { data } = useQuery(issuersQuery);
  const isOffered = openBadge !== undefined || (data !== undefined && (data.items.length > 0 || data.heldBack > 0));
  return (
    <>
      {isOffered && (
        <FilterSelect
          label={say(badgesText.filterOpenBadge)}
          value={openBadge}
          choices={openBadgeStates.map((value) => ({ value, label: say(texts[value]) }))}
          onChange={(chosen) => onChange({ openBadge: chosen })}
        />
      )}
      <IssuerFilter
        label={say(badgesText.filterIssuer)}
        value={issuer}
        onChange={(slug) => onChange({ issuer: slug })}
      />
    </>
  );
}

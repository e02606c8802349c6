import { useQuery } from '@tanstack/react-query';
import { FilterSelect } from './filter-select.tsx';
import { issuersQuery } from './issuers-query.ts';
import { nameOr } from './on-the-way.ts';
import { seenName } from './seen-name.ts';

interface IssuerFilterProps {
  readonly label: string;
  /** Slug of the issuer; undefined: any. */
  readonly value: string | undefined;
  readonly onChange: (issuer: string | undefined) => void;
}

/** Narrows down to what one issuer of this site issues; nothing where there is none. */
export function IssuerFilter({ label, value, onChange }: IssuerFilterProps) {
  const query = useQuery(issuersQuery);
  const issuers = query.data?.items ?? [];
  const isChoice = value === undefined || issuers.some(({ slug }) => slug === value);
  if (issuers.length === 0 && value === undefined) return null;
  return (
    <FilterSelect
      label={label}
      value={value}
      choices={[
        ...issuers.map(({ slug, name }) => ({ value: slug, label: seenName(name, slug) })),
        ...(isChoice ? [] : [{ value, label: nameOr(value, undefined, query) }]),
      ]}
      onChange={onChange}
    />
  );
}

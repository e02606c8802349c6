import type { LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { TextLink } from './links.tsx';

interface CountLinkProps {
  readonly count: number;
  /** Where the things are that were counted. */
  readonly to: NonNullable<LinkProps['to']>;
  readonly search?: Readonly<Record<string, string>>;
  /** Of the address, where it has some. */
  readonly params?: Readonly<Record<string, string>>;
  /** What is counted, for screen readers: a number alone says nothing when links are read out one after the other. */
  readonly label: string;
  /** In place of the number. */
  readonly children?: ReactNode;
}

/** A number that leads to the things that were counted; of none it is a number only. */
export function CountLink({ count, to, search = {}, params = {}, label, children }: CountLinkProps) {
  const intl = useIntl();
  const shown = children ?? intl.formatNumber(count);
  if (count === 0) return shown;
  return (
    <TextLink
      to={to}
      search={search}
      params={params}
      inherit
      {...(children === undefined && { 'aria-label': `${intl.formatNumber(count)}, ${label}` })}
    >
      {shown}
    </TextLink>
  );
}

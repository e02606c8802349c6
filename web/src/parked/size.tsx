import { useIntl } from 'react-intl';

/** A number of bytes, as people read it. */
export function Size({ bytes }: { readonly bytes: number }) {
  const intl = useIntl();
  const [value, unit] =
    bytes < 1_000 ? [bytes, 'byte'] : bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const unitDisplay = unit === 'byte' ? 'long' : 'short';
  return <>{intl.formatNumber(value, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 })}</>;
}

import { z } from 'zod';

/** Lower-case letters, digits and hyphens: as it stands in addresses and in DIDs. */
export const issuerSlug = z
  .string()
  .regex(
    /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be 1 to 63 lower-case letters, digits or "-", such as acme-academy',
  );

import { useEffect, useState } from 'react';

/** How long somebody has waited: so shortly that nothing need be said, for a while, or for too long. */
export type Patience = 'begun' | 'slow' | 'over';

const slowMs = 5_000;
const overMs = 30_000;

/** How long something has been waited for; begins anew whenever it does. */
export function usePatience(waits: boolean): Patience {
  const [patience, setPatience] = useState<Patience>('begun');
  useEffect(() => {
    if (!waits) return undefined;
    const slow = setTimeout(() => setPatience('slow'), slowMs);
    const over = setTimeout(() => setPatience('over'), overMs);
    return () => {
      clearTimeout(slow);
      clearTimeout(over);
      setPatience('begun');
    };
  }, [waits]);
  return patience;
}

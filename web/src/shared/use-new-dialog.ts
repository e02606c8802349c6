import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';

/** A dialog whose form begins anew each time it opens, with what is stored then: give it `round` as its key. */
export function useNewDialog(): {
  /** 0 until it opens for the first time. */
  readonly round: number;
  readonly opened: boolean;
  readonly start: () => void;
  readonly close: () => void;
} {
  const [opened, { open, close }] = useDisclosure(false);
  const [round, setRound] = useState(0);
  const start = (): void => {
    setRound(round + 1);
    open();
  };
  return { round, opened, start, close };
}

import { Chip, Group } from '@mantine/core';
import type { ParkedCounts } from '../../../../src/api/schemas/parked.ts';
import { useText } from '../../i18n/use-text.ts';
import { parkedText } from '../parked-text.ts';
import { countOf } from '../queries.ts';
import { reasonTextOf } from '../reason-text.ts';

interface ReasonFilterProps {
  readonly counts: ParkedCounts;
  /** Undefined: all. */
  readonly reason: string | undefined;
  readonly onChoose: (reason: string | undefined) => void;
}

/** How many are parked for each reason; choosing one narrows the list down to it. */
export function ReasonFilter({ counts, reason, onChoose }: ReasonFilterProps) {
  const say = useText();
  const choices = counts.items.toSorted((one, other) => other.count - one.count);
  // The reason that the address names stays to be chosen, also when no message has it any more.
  if (reason !== undefined && !choices.some((each) => each.reason === reason)) choices.push({ reason, count: 0 });
  const nameOf = (each: string): string => {
    const words = reasonTextOf(each);
    return words === undefined ? each : say(words.name);
  };
  return (
    <Chip.Group value={reason ?? ''} onChange={(chosen) => onChoose(chosen === '' ? undefined : chosen)}>
      <Group gap="xs" role="radiogroup" aria-label={say(parkedText.byReason)}>
        <Chip value="" variant="outline">
          {say(parkedText.countedReason, { name: say(parkedText.all), count: countOf(counts, undefined) })}
        </Chip>
        {choices.map((each) => (
          <Chip key={each.reason} value={each.reason} variant="outline">
            {say(parkedText.countedReason, { name: nameOf(each.reason), count: each.count })}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}

import { useText } from '../../i18n/use-text.ts';
import { FilterSelect } from '../../shared/filter-select.tsx';
import type { BadgeFilters } from '../badge-filters.ts';
import { badgesText } from '../badges-text.ts';

type Delivery = Pick<BadgeFilters, 'failed' | 'due'>;

/** What of the filters each choice is, in the order in which it becomes serious. */
const choices = {
  due: { due: 'true' },
  retrying: { failed: 'true', due: 'true' },
  forGood: { failed: 'true', due: 'false' },
  failed: { failed: 'true' },
  done: { due: 'false' },
} as const satisfies Readonly<Record<string, Delivery>>;

type Choice = keyof typeof choices;

const texts = {
  due: badgesText.deliveryDue,
  retrying: badgesText.deliveryRetrying,
  forGood: badgesText.deliveryForGood,
  failed: badgesText.deliveryFailed,
  done: badgesText.deliveryDone,
} as const;

const all = Object.keys(choices) as Choice[];

interface DeliveryFilterProps {
  readonly filters: Delivery;
  readonly onChange: (delivery: Delivery) => void;
}

/** Narrows down by whether something is still to be done at the provider, and whether that failed. */
export function DeliveryFilter({ filters, onChange }: DeliveryFilterProps) {
  const say = useText();
  const value = all.find((choice) => {
    const delivery: Delivery = choices[choice];
    return delivery.failed === filters.failed && delivery.due === filters.due;
  });
  return (
    <FilterSelect
      label={say(badgesText.filterDelivery)}
      value={value}
      choices={all.map((choice) => ({ value: choice, label: say(texts[choice]) }))}
      onChange={(choice) => onChange({ failed: undefined, due: undefined, ...(choice && choices[choice]) })}
    />
  );
}

import type { ReactNode } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/use-text.ts';
import { CopyButton } from '../../shared/copy-button.tsx';
import { fieldWords, isObject } from './changed-path.ts';
import { fieldText } from './field-text.ts';

/** An old or a new value for people: lists and parts one below the other, and ids, which nobody reads, to copy. */
export function ChangedValue({ value }: { readonly value: unknown }): ReactNode {
  const say = useText();
  const intl = useIntl();
  if (value === null || value === undefined || value === '') return say(fieldText.nothing);
  if (typeof value === 'boolean') return say(value ? fieldText.yes : fieldText.no);
  if (typeof value === 'number') return <bdi>{intl.formatNumber(value, { useGrouping: false })}</bdi>;
  if (typeof value === 'string')
    return isUuid(value) ? <CopyButton text={value} what={say(fieldText.id)} /> : <bdi>{value}</bdi>;
  if (Array.isArray(value))
    return value.length === 0
      ? say(fieldText.nothing)
      : value.map((each, place) => (
          // Values stay as they were: their place names them.
          <div key={place}>
            <ChangedValue value={each} />
          </div>
        ));
  if (!isObject(value)) return null;
  return Object.entries(value).map(([name, part]) => (
    <div key={name}>
      {fieldWords(say, name)}: <ChangedValue value={part} />
    </div>
  ));
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);
}

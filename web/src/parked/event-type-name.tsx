import { useText } from '../i18n/use-text.ts';
import { eventTypeName } from '../shared/event-type-text.ts';

/** What an event type is called; one that we do not know by the type itself. */
export function EventTypeName({ type }: { readonly type: string }) {
  const say = useText();
  const name = eventTypeName(say, type);
  return name === type ? <span className="mono">{type}</span> : <>{name}</>;
}

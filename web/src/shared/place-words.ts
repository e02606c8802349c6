import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import type { Say } from '../i18n/use-text.ts';
import { historyText } from './history-text.ts';
import { originText } from './origin-text.ts';

/** Where badges are held: the provider with what people call the account there. An organization of Credly that nobody named has an id only. */
export function placeWords(say: Say, place: HistoryEntry['account']): string {
  if (place === null) return say(historyText.somewhere);
  const provider = say(originText[place.origin]);
  const account = place.name ?? (place.origin === 'accredible' ? place.account : '');
  return account === '' ? provider : say(historyText.placeNamed, { provider, account });
}

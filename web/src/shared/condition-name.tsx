import type { HistoryEntry } from '../../../src/api/schemas/history.ts';
import { useWords } from '../i18n/use-words.ts';
import { conditionPhrase } from './condition-phrase.tsx';
import { historyText } from './history-text.ts';

type Condition = Pick<HistoryEntry['conditions'][number], 'description' | 'event' | 'rules'>;

/** A requirement or a penalty by its words: as it is described, otherwise which events match. */
export function ConditionName({ condition }: { readonly condition: Condition }) {
  const words = useWords();
  const { description, event, rules } = condition;
  if (description.trim() !== '') return <bdi>{description}</bdi>;
  if (event === null) return words.say(historyText.noCondition);
  return conditionPhrase(words, { event, rules });
}

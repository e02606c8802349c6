import { eventWords } from '../api/views/condition-words.ts';
import { historySentence } from '../api/views/history-words.ts';
import { toTimestamp } from '../store/database/timestamps.ts';
import type { HistoryListing } from '../store/lists/history-lines.ts';
import { learnerName } from './learner-names.ts';
import { printable } from './terminal/output.ts';

/** A line of the history for people: when it was recorded, what happened, by whom or by which event. */
export function historyLine(line: HistoryListing): string {
  return `  ${line.recordedAt.toISOString()}  ${printable(historySentence(line))}${cause(line)}`;
}

/** The same where lines of many learners and templates stand one below the other: with about whom, and of what. */
export function wholeHistoryLine(line: HistoryListing): string {
  const { learner, username, learnerName: name, template, templateName } = line;
  const whose = learner === null ? [] : [learnerName({ id: learner, username: username ?? '', name: name ?? '' })];
  const what = template === null ? [] : [`template ${printable(templateName ?? template)}`];
  const about = [...whose, ...what].join(', ');
  return about === '' ? historyLine(line) : `${historyLine(line)}\n${' '.repeat(28)}${about}`;
}

/** The event, and its own time: an event can be told long after it happened. */
function cause({ event }: HistoryListing): string {
  return event === null ? '' : ` (event "${printable(eventWords(event.type))}" of ${toTimestamp(event.time)})`;
}

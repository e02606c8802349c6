import type { BusGap, GapReason } from '../../store/engine/bus-gaps.ts';
import type { BusPosition } from '../../store/engine/bus-positions.ts';
import { isAfter, justBefore, laterOf, noEntry, timeOf } from './entry-id.ts';
import type { StreamLook } from './look.ts';

/**
 * Finds out what a consumer group has lost, from how far it was seen to have read and how the stream is now. No I/O.
 *
 * Every entry has an ordinal: the how-manieth it was of all that were ever added. What was added after the newest entry
 * that was read, less what is still there, is lost. The server knows the ordinal of the oldest entry; that of the newest
 * read is remembered from a moment when it was certain: when the group had read all, when it had read nothing, or when
 * it read from the oldest entry on. From there it goes on by the server's own count of what the group reads. That count
 * itself can't be trusted: Redis 7.0 doesn't count what was trimmed, and later versions do.
 *
 * Without ordinals, as before Redis 7, a loss is told only where an entry that was there, unread, is there no more, and
 * where all that was read is gone from a stream as long as it may be: trimming goes on from there.
 */

/** A gap, and what the reader has to know so that it is told once. */
export interface Finding {
  readonly gap: BusGap;
  /** The position after it is told. */
  readonly told: BusPosition;
}

/** Where a group begins that is about to be made, at the beginning of the stream: what was removed before is not lost. */
export function positionBefore(look: StreamLook): BusPosition {
  const { added, length, newestId, oldestId, deletedId } = look;
  const ordinal = added === null ? null : added - length;
  return {
    ...ends(look),
    joined: false,
    readId: oldestId === null ? newestId : justBefore(oldestId),
    ordinal,
    counter: ordinal,
    lostTo: deletedId ?? noEntry,
    told: 0,
    life: 1,
  };
}

/** Where a group stands that was there already: it was promised everything after what it has read. */
export function positionOf(look: StreamLook, life = 1): BusPosition {
  const { readId, counter, newestId, added } = look;
  const ordinal = readId === newestId ? added : readId === noEntry ? 0 : counter;
  return { ...ends(look), joined: true, readId, ordinal, counter: counter ?? ordinal, lostTo: noEntry, told: 0, life };
}

/** Whether the topic is another one than before, or an older copy of it. */
export function isReplaced({ newestId, added }: BusPosition, look: StreamLook): boolean {
  return isAfter(newestId, look.newestId) || (look.added !== null && added !== null && look.added < added);
}

/** Whether a look is worth comparing with what others have seen: it shows a gap, or can't rule one out. */
export function isSuspicious(position: BusPosition, look: StreamLook): boolean {
  const at = laterOf(look.readId, position.readId);
  if (isReplaced(position, look)) return true;
  if (!isAfter(look.newestId, at)) return false;
  const unsure = look.added !== null && ordinalOf(position, look) === null && isBehind(look, at);
  return unsure || findGap(position, look) !== null || countAfter(position, look) !== null;
}

/** Where to count the entries that are there and not read, for {@link findGap}; null when it can tell without. */
export function countAfter(position: BusPosition, look: StreamLook): string | null {
  const at = laterOf(look.readId, position.readId);
  const { deletedId, oldestId } = look;
  const inTheMiddle = oldestId !== null && !isAfter(oldestId, at);
  return inTheMiddle && deletedId !== null && isAfter(deletedId, laterOf(at, position.lostTo)) ? at : null;
}

/**
 * What was lost and is not told yet.
 *
 * @param known `unread`: how many entries are there and not read, where {@link countAfter} asks for it and they were not too
 * many; `fullLength`: how long the stream is when it is trimmed
 */
export function findGap(
  position: BusPosition,
  look: StreamLook,
  { unread = null, fullLength = Infinity }: { readonly unread?: number | null; readonly fullLength?: number } = {},
): Finding | null {
  if (isReplaced(position, look)) return findReplaced(position, look);
  const at = laterOf(look.readId, position.readId);
  // All that ever came is read, whatever was removed later.
  if (!isAfter(look.newestId, at)) return null;
  const { deletedId, oldestId, length } = look;
  const behind = isBehind(look, at);
  const news = deletedId !== null && isAfter(deletedId, laterOf(at, position.lostTo));
  if (!behind && !news) return null;
  const ordinal = ordinalOf(position, look);
  const there = behind ? length : unread;
  const known = look.added !== null && ordinal !== null && there !== null;
  const removed = known ? look.added - ordinal - there : null;
  const before = isAfter(position.lostTo, at) ? position.told : 0;
  const counted = removed === null ? 0 : removed - before;
  const lost =
    counted > 0
      ? counted
      : news || (removed === null && isSeenLost(position, look, at)) || (look.added === null && length >= fullLength)
        ? 1
        : 0;
  if (lost === 0) return null;
  const end = oldestId === null ? look.newestId : behind ? oldestId : (deletedId ?? oldestId);
  const last = behind && oldestId !== null ? justBefore(oldestId) : end;
  return {
    gap: gapOf(news ? 'deleted' : 'trimmed', position, at, { lost, exact: counted > 0, until: timeOf(end) }),
    told: {
      ...position,
      // The server counts on from here in one way or another; when nothing is there to read, all is told.
      ...(oldestId === null
        ? { readId: look.newestId, ordinal: look.added, counter: null }
        : { readId: at, ordinal: null, counter: null }),
      lostTo: deletedId === null ? last : laterOf(last, deletedId),
      told: before + lost,
    },
  };
}

/** The position after a look that found nothing to tell, or after that was told. */
export function advance(position: BusPosition, look: StreamLook): BusPosition {
  const { readId, counter, newestId, added } = look;
  const seen = { ...position, ...ends(look) };
  if (readId === newestId) return { ...seen, readId, ordinal: added, counter: counter ?? added };
  if (!isAfter(readId, position.readId)) return seen;
  const ordinal = ordinalOf(position, look);
  return { ...seen, readId, ordinal, counter: counter ?? ordinal };
}

/**
 * The position after a read from the oldest entry of all: its ordinal is certain, whatever was lost before.
 *
 * @param next a look after the read
 */
export function advanceByRead(
  position: BusPosition,
  { oldestId, added, length, deletedId }: StreamLook,
  ids: readonly string[],
  next: StreamLook,
): BusPosition {
  const [first] = ids;
  const last = ids.at(-1);
  if (first === undefined || last === undefined || first !== oldestId || added === null) return position;
  if (next.readId !== last || (deletedId !== null && isAfter(deletedId, first))) return position;
  const ordinal = added - length + ids.length;
  return { ...position, readId: last, ordinal, counter: next.counter ?? ordinal };
}

/** Messages that were read, and gone before they were processed. */
export function unfinishedGap(ids: readonly string[], life: number): BusGap {
  const [first = noEntry] = ids;
  const afterId = justBefore(first);
  const until = timeOf(ids.at(-1) ?? first);
  return { reason: 'unfinished', life, afterId, lost: ids.length, exact: true, from: timeOf(first), until };
}

/**
 * That the group was gone, and reads from the beginning again: what is there comes twice, which changes nothing. When nothing
 * is there that it had read, it may be another topic under the same name.
 */
export function groupGone(position: BusPosition, look: StreamLook): BusGap {
  const exact = !isBehind(look, position.readId) || look.newestId === position.newestId;
  return gapOf('group_gone', position, position.readId, { lost: 0, exact, until: new Date() });
}

function findReplaced(position: BusPosition, look: StreamLook): Finding {
  const until = look.oldestId === null ? new Date() : timeOf(look.oldestId);
  return {
    gap: gapOf('topic_gone', position, position.readId, { lost: 0, exact: false, until }),
    told: positionOf(look, position.life + 1),
  };
}

function gapOf(
  reason: GapReason,
  { life }: BusPosition,
  afterId: string,
  rest: Pick<BusGap, 'lost' | 'exact' | 'until'>,
): BusGap {
  return { reason, life, afterId, from: timeOf(afterId), ...rest };
}

/** The ordinal of the newest entry that the group has read; null when it is not known. */
function ordinalOf(position: BusPosition, { readId, counter }: StreamLook): number | null {
  if (!isAfter(readId, position.readId)) return position.ordinal;
  if (position.ordinal === null || position.counter === null || counter === null) return null;
  return position.ordinal + counter - position.counter;
}

/**
 * Whether an entry that was there and unread is there no more, and that is not told. So it is taken to be when trimming has
 * overtaken the reading before, and again.
 */
function isSeenLost({ lostTo, ...seen }: BusPosition, { added, newestId, oldestId }: StreamLook, at: string): boolean {
  const known = laterOf(at, lostTo);
  if (oldestId === null) return isAfter(newestId, known);
  if (lostTo !== noEntry && added !== null && isAfter(justBefore(oldestId), known)) return true;
  return [seen.newestId, seen.oldestId].some((id) => isAfter(id, known) && isAfter(oldestId, id));
}

/** Whether nothing is there any more of what the group has read. */
function isBehind({ oldestId }: StreamLook, at: string): boolean {
  return oldestId === null || isAfter(oldestId, at);
}

function ends({ added, newestId, oldestId }: StreamLook): Pick<BusPosition, 'added' | 'newestId' | 'oldestId'> {
  return { added, newestId, oldestId: oldestId ?? noEntry };
}

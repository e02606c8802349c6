import { Reader, ResponseError } from '@platformatic/kafka';

/** A transaction that was aborted. */
export interface Aborted {
  readonly producerId: bigint;
  readonly firstOffset: bigint;
}

/** What a broker answers for one partition. */
export interface FetchedPartition {
  readonly partitionIndex: number;
  readonly errorCode: number;
  readonly highWatermark: bigint;
  readonly lastStableOffset: bigint;
  readonly logStartOffset: bigint;
  /** As far as the answer reaches; null: none. */
  readonly abortedTransactions: readonly Aborted[] | null;
  readonly preferredReadReplica: number;
  /** Where the client would have the records; it looks through what it finds here. */
  readonly records: null;
  /** Record batches one after the other, as the broker keeps them; the last one may be cut off. Null: there are none. */
  readonly recordSet: Buffer | null;
}

export interface FetchAnswer {
  readonly throttleTimeMs: number;
  readonly errorCode: number;
  readonly sessionId: number;
  readonly responses: readonly { readonly topicId: string; readonly partitions: readonly FetchedPartition[] }[];
}

/** Versions of Fetch from which on something is so. */
const since = { logStart: 5, sessions: 7, replicas: 11, compact: 12, topicIds: 13 };

/**
 * Reads the answer to a Fetch of any version that the client speaks, and leaves the records in it as they are.
 *
 * @throws ResponseError when any part of it is an error; the whole answer is in there
 */
export function parseFetchAnswer(_correlation: number, apiKey: number, version: number, arrived: Reader): FetchAnswer {
  // It came in many pieces. Copied into one, whatever is cut out of it later costs nothing.
  const bytes = arrived.buffer.slice(arrived.position, arrived.position + arrived.remaining);
  const reader = Reader.from(bytes);
  const compact = version >= since.compact;
  const failures: Record<string, [number, null]> = {};
  const throttleTimeMs = reader.readInt32();
  const hasSession = version >= since.sessions;
  const errorCode = hasSession ? reader.readInt16() : 0;
  if (errorCode !== 0) failures[''] = [errorCode, null];
  const answer: FetchAnswer = {
    throttleTimeMs,
    errorCode,
    sessionId: hasSession ? reader.readInt32() : 0,
    responses: reader.readArray(
      (_, topic) => ({
        topicId: version >= since.topicIds ? reader.readUUID() : reader.readString(compact),
        partitions: reader.readArray(
          (__, index) => {
            const partition = readPartition(reader, bytes, version);
            if (partition.errorCode !== 0)
              failures[`/responses/${topic}/partitions/${index}`] = [partition.errorCode, null];
            return partition;
          },
          compact,
          compact,
        ),
      }),
      compact,
      compact,
    ),
  };
  if (Object.keys(failures).length > 0) throw new ResponseError(apiKey, version, failures, answer);
  return answer;
}

function readPartition(reader: Reader, bytes: Buffer, version: number): FetchedPartition {
  const compact = version >= since.compact;
  return {
    partitionIndex: reader.readInt32(),
    errorCode: reader.readInt16(),
    highWatermark: reader.readInt64(),
    lastStableOffset: reader.readInt64(),
    logStartOffset: version >= since.logStart ? reader.readInt64() : -1n,
    abortedTransactions: reader.readNullableArray(
      () => ({ producerId: reader.readInt64(), firstOffset: reader.readInt64() }),
      compact,
      compact,
    ),
    preferredReadReplica: version >= since.replicas ? reader.readInt32() : -1,
    records: null,
    recordSet: readRecordSet(reader, bytes, compact),
  };
}

function readRecordSet(reader: Reader, bytes: Buffer, compact: boolean): Buffer | null {
  const length = compact ? reader.readUnsignedVarInt() - 1 : reader.readInt32();
  if (length < 0) return null;
  const start = reader.position;
  reader.skip(length);
  return bytes.subarray(start, start + length);
}

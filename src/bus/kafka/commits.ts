import { errorCode } from '../../errors.ts';
import { advanceKafkaPositions } from '../../store/engine/kafka-positions.ts';
import type { KafkaProgress } from '../../store/engine/kafka-positions.ts';
import { kafkaAddress } from './client-options.ts';
import { busUnavailable, describeFailure } from './failures.ts';
import type { GroupMember } from './group-member.ts';
import type { PartitionSet } from './partition-set.ts';
import type { GroupReaderParts } from './reading-parts.ts';
import { asLack } from './rights.ts';

export interface CommitParts extends Pick<GroupReaderParts, 'settings' | 'group' | 'database' | 'logger'> {
  readonly owner: string;
  readonly member: GroupMember;
  readonly partitions: PartitionSet;
}

/** Brings to Kafka how far partitions are processed, for the tools that show it there; the database has it with what was processed. */
export class Commits {
  readonly #parts: CommitParts;
  #refusal: string | null = null;

  constructor(parts: CommitParts) {
    this.#parts = parts;
  }

  /** Why the last commit failed; null: it did not. */
  get trouble(): string | null {
    return this.#refusal;
  }

  /** @throws LaurelError when it is not known whether Kafka has taken it */
  async commit(progress: readonly Pick<KafkaProgress, 'topic' | 'partition' | 'nextOffset'>[]): Promise<void> {
    if (progress.length === 0) return;
    const { member, partitions, settings, group } = this.#parts;
    try {
      const done = await member.commit(
        progress.map(({ topic, partition, nextOffset }) => ({
          topic,
          partition,
          offset: BigInt(nextOffset),
          leaderEpoch: -1,
        })),
      );
      for (const { topic, partition, offset } of done) partitions.get(topic, partition)?.noteCommit(Number(offset));
      this.#refusal = null;
    } catch (failure) {
      const error = asLack(failure, settings, 'Read', { kind: 'group', name: group });
      this.#refusal = `committing: ${describeFailure(error)}`;
      throw busUnavailable(kafkaAddress(settings), error);
    }
  }

  /** Records and commits what comes with no batch. */
  async settle(): Promise<void> {
    await this.#settleRests();
    await this.#settleCommits();
  }

  /** Where only offsets without a message follow, nothing will be recorded with a batch. */
  async #settleRests(): Promise<void> {
    const { partitions, database, group, owner, logger } = this.#parts;
    const rests = partitions.all.flatMap(({ progressOfRest }) => progressOfRest ?? []);
    if (rests.length === 0) return;
    try {
      const held = await advanceKafkaPositions(database, { group, owner }, rests, false);
      const done = rests.filter((rest) =>
        held.some(({ topic, partition }) => topic === rest.topic && partition === rest.partition),
      );
      partitions.advance(done);
      await this.commit(done);
    } catch (error) {
      logger.debug({ code: errorCode(error) }, 'a position on Kafka was not stored; the next one is tried again');
    }
  }

  /** Commits what could not be committed with its batch: the next batch of its partition may be a day away. */
  async #settleCommits(): Promise<void> {
    const owing = this.#parts.partitions.owingCommit;
    // What fails is this reader's trouble, and owed at the next look again.
    await this.commit(
      owing.map(({ topic, partition, recorded }) => ({ topic, partition, nextOffset: recorded })),
    ).catch(() => {});
  }
}

import { kGetBootstrapConnection, kGetConnection, kMetadata, ProtocolError, ResponseError } from '@platformatic/kafka';
import type { Base, ClusterMetadata, ClusterTopicMetadata } from '@platformatic/kafka';
import { isAnswered, within } from './failures.ts';

/** How often a broker did not answer: as many places further in the list is the one to begin with. */
export interface Turn {
  count: number;
}

/** The part of an answer about topics that is used here: the client keeps it in its error when a part of it is one. */
interface MetadataAnswer {
  readonly clusterId: string;
  readonly controllerId: number;
  readonly brokers: readonly {
    readonly nodeId: number;
    readonly host: string;
    readonly port: number;
    readonly rack: string | null;
  }[];
  readonly topics: readonly {
    readonly name: string;
    readonly errorCode: number;
    readonly topicId: string;
    readonly partitions: readonly {
      readonly partitionIndex: number;
      readonly leaderId: number;
      readonly leaderEpoch: number;
      readonly replicaNodes: number[];
      readonly isrNodes: number[];
      readonly offlineReplicas: number[];
    }[];
  }[];
}

/**
 * Has a client get along with a cluster that is away in part. By itself it takes an answer about topics for a failure where one
 * of their partitions has no leader, so that nothing could be done with the others; and of all brokers it asks the same one
 * again and again, also where that one takes connections and answers nothing.
 *
 * It is the client's own protocol for its subclasses that is changed here; nothing else of it.
 *
 * @param turn shared by clients that ask the same brokers: what one of them finds out, the others need not
 */
export function lasting<Client extends Base>(client: Client, turn: Turn = { count: 0 }): Client {
  const events = client as unknown as NodeJS.EventEmitter;
  events.on('client:performWithRetry:retry', () => (turn.count += 1));
  events.on('client:performWithRetry:failed', (_operation: string, _retries: number, errors: readonly Error[]) => {
    if (!errors.some(isAnswered)) turn.count += 1;
  });
  const firstConnection = client[kGetBootstrapConnection].bind(client);
  // By itself it counts the tries of some calls only.
  client[kGetBootstrapConnection] = (callback) => firstConnection(callback, turn.count);

  const askAboutTopics = client[kMetadata].bind(client);
  client[kMetadata] = (options, callback) =>
    askAboutTopics(options, (error, metadata) => {
      const inPart = error === null ? null : metadataIn(error, options.topics ?? [], client.currentMetadata);
      if (inPart === null) callback(error, metadata);
      else callback(null, inPart);
    });
  const connect = client[kGetConnection].bind(client);
  client[kGetConnection] = (broker, callback) => {
    // Of a partition without a leader the client finds no broker.
    if ((broker as typeof broker | undefined) === undefined) callback(new ProtocolError('LEADER_NOT_AVAILABLE'));
    else connect(broker, callback);
  };
  return client;
}

/** What an error tells of the topics all the same, where only some of their partitions are in trouble; their leader is -1. */
function metadataIn(
  error: Error,
  names: readonly string[],
  known: ClusterMetadata | undefined,
): ClusterMetadata | null {
  const failed = [...within(error)].findLast((each) => each instanceof ResponseError);
  const answer = failed?.response as MetadataAnswer | undefined;
  if (answer?.topics === undefined || answer.topics.some(({ errorCode }) => errorCode !== 0)) return null;
  const lastUpdate = Date.now();
  const told = new Map(
    answer.topics.map(({ name, topicId, partitions }): [string, ClusterTopicMetadata] => [
      name,
      {
        id: topicId,
        partitionsCount: partitions.length,
        partitions: partitions
          .toSorted((a, b) => a.partitionIndex - b.partitionIndex)
          .map(({ leaderId, leaderEpoch, replicaNodes, isrNodes, offlineReplicas }) => ({
            leader: leaderId,
            leaderEpoch,
            replicas: replicaNodes,
            isr: isrNodes,
            offlineReplicas,
          })),
        lastUpdate,
      },
    ]),
  );
  const topics = names.flatMap((name): [string, ClusterTopicMetadata][] => {
    const about = told.get(name) ?? known?.topics.get(name);
    return about === undefined ? [] : [[name, about]];
  });
  return {
    id: answer.clusterId,
    controllerId: answer.controllerId,
    brokers: new Map(answer.brokers.map(({ nodeId, host, port, rack }) => [nodeId, { host, port, rack }])),
    topics: new Map(topics),
    lastUpdate,
  };
}

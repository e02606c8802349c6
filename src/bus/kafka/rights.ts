import { X509Certificate } from 'node:crypto';
import { AclOperations, heartbeatV4, metadataV12, ResponseError } from '@platformatic/kafka';
import type { Base, Connection } from '@platformatic/kafka';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import type { KafkaSettings } from '../../settings/kafka.ts';
import { brokerAnswers } from './failures.ts';

/** What a user is allowed to do, by Kafka's names. */
export type Right = 'Read' | 'Write' | 'Describe';

/** What a right is on. */
export interface Resource {
  readonly kind: 'topic' | 'group';
  readonly name: string;
}

type Client = Base;
type MetadataResponse = Awaited<ReturnType<typeof metadataV12.api.async>>;
type User = Pick<KafkaSettings, 'sasl' | 'tls'>;

const bitOf: Readonly<Record<Right, number>> = {
  Read: AclOperations.READ,
  Write: AclOperations.WRITE,
  Describe: AclOperations.DESCRIBE,
};

/** What each right is needed for, as part of a sentence. */
const purposes: Readonly<Record<`${Right} ${Resource['kind']}`, Told>> = {
  'Read topic': told`so its events are not read`,
  'Write topic': told`so signals wait in the outbox`,
  'Describe topic': told`so it can be neither read nor written`,
  'Read group': told`so nothing is read`,
  'Write group': told`so nothing is read`,
  'Describe group': told`so nothing is read`,
};

/** Who Laurel is to the brokers: unless these map names to others. */
export function principalOf({ sasl, tls }: User): string {
  if (sasl !== null) return `User:${sasl.username}`;
  if (tls === null || tls.identity === null) return 'User:ANONYMOUS';
  return `User:${new X509Certificate(tls.identity.certificate).subject.split('\n').toReversed().join(',')}`;
}

/** That this user lacks a right, as an error that says which, on what, and how to grant it. */
export function lackOf(user: User, right: Right, { kind, name }: Resource): LaurelError {
  const principal = principalOf(user);
  const granted = right === 'Describe' && kind === 'topic' ? 'Read' : right;
  return new LaurelError('BUS_UNAVAILABLE', [
    told`${principal} lacks the permission ${right} on the ${kind} ${name}, ${purposes[`${right} ${kind}`]}.`,
    told`Grant it: kafka-acls.sh --add --allow-principal '${principal}' --operation ${granted} --${kind} '${name}' (docs/kafka.md, "ACLs").`,
  ]);
}

/** The failure as the right that is lacking, where that is what a broker answered. */
export function asLack(error: unknown, user: User, right: Right, on: Resource): unknown {
  const refused = on.kind === 'topic' ? 'TOPIC_AUTHORIZATION_FAILED' : 'GROUP_AUTHORIZATION_FAILED';
  return brokerAnswers(error).has(refused) ? lackOf(user, right, on) : error;
}

/**
 * Which of these rights the user lacks on a topic that it may see. Asks only what it may do, and does nothing; brokers that
 * don't tell are believed to allow it.
 */
export async function lackedRights(client: Client, topic: string, rights: readonly Right[]): Promise<Right[]> {
  const { topics } = await metadataV12.api
    .async(await connectionOf(client), [topic], false, true)
    .catch((error: unknown) => {
      // A partition without a leader says nothing of the rights.
      const told = error instanceof ResponseError ? (error.response as MetadataResponse | undefined) : undefined;
      if (told === undefined || told.topics.some(({ errorCode }) => errorCode !== 0)) throw error;
      return told;
    });
  const allowed = topics.find(({ name }) => name === topic)?.topicAuthorizedOperations ?? notTold;
  return allowed === notTold ? [] : rights.filter((right) => (allowed & (1 << bitOf[right])) === 0);
}

/** What stands for operations that are not told. */
const notTold = -(2 ** 31);

/**
 * Whether the user may read as a member of a group. Asked with the sign of life of a member that there is not: who may not read
 * is told so before anybody looks for it.
 */
export async function mayJoin(client: Client, group: string): Promise<boolean> {
  try {
    await heartbeatV4.api.async(await connectionOf(client), group, 0, 'nobody', null);
  } catch (error) {
    if (brokerAnswers(error).has('GROUP_AUTHORIZATION_FAILED')) return false;
    if (brokerAnswers(error).size === 0) throw error;
  }
  return true;
}

async function connectionOf(client: Client): Promise<Connection> {
  const { brokers } = await client.metadata({ topics: [] });
  const [node] = [...brokers.keys()];
  // Its types name the form with a callback first.
  const connecting = client.connectToBrokers(node === undefined ? [] : [node]) as unknown as Promise<
    ReadonlyMap<number, Connection>
  >;
  const [connection] = (await connecting).values();
  if (connection === undefined) throw new Error('no broker is known');
  return connection;
}

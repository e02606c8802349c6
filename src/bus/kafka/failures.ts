import { LaurelError } from '../../errors.ts';
import type { FailureKind } from '../outage.ts';
import { asIs, told } from '../../told.ts';
import type { Told } from '../../told.ts';

/** Errors nest: several of one call, one error that caused another. All of them, the outermost first. */
export function* within(error: unknown, depth = 0): Generator<Error> {
  if (!(error instanceof Error) || depth > 8) return;
  yield error;
  if (error instanceof AggregateError) for (const inner of error.errors) yield* within(inner, depth + 1);
  yield* within(error.cause, depth + 1);
}

/** What the brokers answered, by Kafka's names: `TOPIC_AUTHORIZATION_FAILED`. */
export function brokerAnswers(error: unknown): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const each of within(error)) {
    if ('apiId' in each && typeof each.apiId === 'string') ids.add(each.apiId);
    // The client keeps what it was answered to itself.
    if (each.message.startsWith('Unknown topic ')) ids.add('UNKNOWN_TOPIC_OR_PARTITION');
  }
  return ids;
}

/** Whether the brokers, or one of them, said no; otherwise there was no answer. */
export function isAnswered(error: unknown): boolean {
  return error instanceof LaurelError || brokerAnswers(error).size > 0;
}

/** Answers of brokers that are not ready yet, or not the ones to ask any more: it passes by itself. */
const passing = new Set([
  'COORDINATOR_LOAD_IN_PROGRESS',
  'COORDINATOR_NOT_AVAILABLE',
  'LEADER_NOT_AVAILABLE',
  'NOT_COORDINATOR',
  'NOT_LEADER_OR_FOLLOWER',
  'OFFSET_NOT_AVAILABLE',
  'REBALANCE_IN_PROGRESS',
  'UNKNOWN_LEADER_EPOCH',
]);

/** Whether somebody has to do something about it, or waiting may help. */
export function kindOf(error: unknown): FailureKind {
  const answered = brokerAnswers(error);
  if (error instanceof LaurelError) return 'refused';
  return [...answered].some((id) => !passing.has(id)) ? 'refused' : 'unanswered';
}

/** What went wrong and what to do about it, by what a broker answered. */
const answers: Readonly<Record<string, Told>> = {
  TOPIC_AUTHORIZATION_FAILED: told`the user lacks a permission for the topic (TOPIC_AUTHORIZATION_FAILED). Grant Read and Describe on the topics in LAUREL_TOPICS, and Write on the first of them for signals (docs/kafka.md, "ACLs")`,
  GROUP_AUTHORIZATION_FAILED: told`the user may not read with this consumer group (GROUP_AUTHORIZATION_FAILED). Grant Read and Describe on the group (docs/kafka.md, "ACLs"), or set LAUREL_CONSUMER_GROUP to a group it may use`,
  CLUSTER_AUTHORIZATION_FAILED: told`the user lacks a permission for the cluster (CLUSTER_AUTHORIZATION_FAILED). Brokers before 2.8 require IdempotentWrite on the cluster for producers: grant it (docs/kafka.md, "ACLs")`,
  SASL_AUTHENTICATION_FAILED: told`the brokers rejected the user name or the password. Check EVENT_BUS_KAFKA_API_KEY, EVENT_BUS_KAFKA_API_SECRET and LAUREL_KAFKA_SASL_MECHANISM`,
  UNSUPPORTED_SASL_MECHANISM: told`the brokers do not support this way of signing in. Set LAUREL_KAFKA_SASL_MECHANISM to PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512, depending on what they support`,
  ILLEGAL_SASL_STATE: told`the brokers require another way of signing in. Check LAUREL_KAFKA_SECURITY_PROTOCOL and LAUREL_KAFKA_SASL_MECHANISM`,
  UNKNOWN_TOPIC_OR_PARTITION: told`the topic does not exist. Create it (docs/kafka.md, "Topics"), or check EVENT_BUS_TOPIC_PREFIX and LAUREL_TOPICS; \`laurel doctor\` lists the prefixes in use`,
  LEADER_NOT_AVAILABLE: told`a partition of the topic has no leader because its broker is down. It works again when that broker is back`,
  NOT_ENOUGH_REPLICAS: told`too few replicas of the topic are in sync (min.insync.replicas). It works again when the brokers are back`,
  NOT_ENOUGH_REPLICAS_AFTER_APPEND: told`too few replicas of the topic are in sync (min.insync.replicas). It works again when the brokers are back`,
  MESSAGE_TOO_LARGE: told`a message is larger than the topic allows (max.message.bytes)`,
  RECORD_LIST_TOO_LARGE: told`a message is larger than the topic allows (max.message.bytes)`,
};

/** The same by what Node says of a connection. */
const connections: readonly (readonly [said: RegExp, told: Told])[] = [
  [
    /SELF_SIGNED|UNABLE_TO_(VERIFY|GET)|CERT_UNTRUSTED|CERT_SIGNATURE_FAILURE/,
    told`the brokers' certificate is from an authority that is not trusted. Set LAUREL_KAFKA_CA to the certificate of that authority`,
  ],
  [/CERT_HAS_EXPIRED/, told`the brokers' certificate has expired; their operator must renew it`],
  [
    /ERR_TLS_CERT_ALTNAME_INVALID/,
    told`the brokers' certificate is for other host names. EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS and advertised.listeners of the brokers must use the names in the certificate`,
  ],
  [
    /ALERT|CERTIFICATE_REQUIRED/,
    told`the brokers rejected Laurel's certificate, or require one. Check LAUREL_KAFKA_CERTIFICATE and LAUREL_KAFKA_KEY`,
  ],
  [
    /WRONG_VERSION_NUMBER|EPROTO|PACKET_LENGTH_TOO_LONG|TLS handshake failed|TLS/,
    told`one side uses encryption and the other does not. Check LAUREL_KAFKA_SECURITY_PROTOCOL and the port in EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS`,
  ],
  [/SASL|[Aa]uthenticat/, answers['SASL_AUTHENTICATION_FAILED'] as Told],
  [/ECONNREFUSED/, told`nothing is listening there (ECONNREFUSED)`],
  [/ENOTFOUND|EAI_AGAIN/, told`there is no such host (ENOTFOUND)`],
  // The client does not tell why; a broker that goes down does so, too.
  [
    /^Connection closed/,
    told`the brokers close the connection without a response. If this continues, they require users to sign in, or a certificate they trust: check LAUREL_KAFKA_SECURITY_PROTOCOL, LAUREL_KAFKA_CERTIFICATE and LAUREL_KAFKA_KEY`,
  ],
];

/** What went wrong, for people, without any part of a message or a secret. */
export function describeFailure(error: unknown): string {
  return explainFailure(error).text;
}

function explainFailure(error: unknown): Told {
  if (error instanceof LaurelError) return asIs(error.details.join(' ').replace(/\.$/, ''));
  for (const id of brokerAnswers(error)) if (answers[id] !== undefined) return answers[id];
  // The innermost error is the closest to the fact.
  const said = [...within(error)].toReversed().flatMap((each) => [codeOf(each), each.message]);
  for (const [pattern, meaning] of connections) if (said.some((text) => pattern.test(text))) return meaning;
  const [id] = brokerAnswers(error);
  if (id !== undefined) return told`the brokers responded with ${id}`;
  const last = [...within(error)].at(-1);
  return last === undefined
    ? told`unknown error`
    : asIs((last.message.split('\n')[0] ?? '').slice(0, 200) || last.name);
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The failure as an error for operators; one that says already what is so stays what it is. */
export function busUnavailable(address: string, error: unknown): LaurelError {
  if (error instanceof LaurelError) return error;
  const details = [told`Kafka at ${address}: ${explainFailure(error)}.`];
  if (!isAnswered(error))
    details.push(told`Check that Kafka is running and that EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS is correct.`);
  return new LaurelError('BUS_UNAVAILABLE', details, { cause: error });
}

/** The ports of one broker. */
export interface KafkaPorts {
  readonly open: number;
  readonly controller: number;
  readonly saslTls: number;
  readonly saslPlain: number;
  readonly mutualTls: number;
}

/** What the listeners with security need; the files are PEM. */
export interface KafkaSecurity {
  /** The authority that clients' certificates are held against. */
  readonly authorityFile: string;
  /** The broker's key in PKCS#8, followed by its certificate. */
  readonly identityFile: string;
  /** Who may sign in, with PLAIN and with SCRAM: passwords by name. */
  readonly users: Readonly<Record<string, string>>;
}

/** One broker of a cluster. */
export interface BrokerOptions {
  readonly node: number;
  readonly directory: string;
  readonly all: readonly KafkaPorts[];
  readonly own: KafkaPorts;
  readonly autoCreateTopics?: boolean;
  readonly security?: KafkaSecurity;
  readonly restricted?: Readonly<Record<string, string>>;
  readonly properties?: Readonly<Record<string, string>>;
}

/** The text of a broker's server.properties. Broker and controller are one process. */
export function propertiesOf(options: BrokerOptions): string {
  const { node, directory, all, own, security, restricted } = options;
  const replicas = all.length;
  const listeners: (readonly [name: string, protocol: string, port: number])[] = [
    ['PLAINTEXT', 'PLAINTEXT', own.open],
    ...(security
      ? ([
          ['SASL_TLS', 'SASL_SSL', own.saslTls],
          ['SASL_PLAIN', 'SASL_PLAINTEXT', own.saslPlain],
          ['MUTUAL_TLS', 'SSL', own.mutualTls],
        ] as const)
      : []),
    ...(restricted ? ([['RESTRICTED', 'SASL_PLAINTEXT', own.saslPlain]] as const) : []),
  ];
  const controller = ['CONTROLLER', 'PLAINTEXT', own.controller] as const;
  const addresses = (of: typeof listeners): string =>
    of.map(([name, , port]) => `${name}://127.0.0.1:${port}`).join(',');
  const properties: Record<string, string | number | boolean> = {
    'process.roles': 'broker,controller',
    'node.id': node,
    'controller.quorum.voters': all.map((ports, index) => `${index + 1}@127.0.0.1:${ports.controller}`).join(','),
    'controller.listener.names': 'CONTROLLER',
    listeners: addresses([...listeners, controller]),
    'advertised.listeners': addresses(listeners),
    'listener.security.protocol.map': [...listeners, controller]
      .map(([name, protocol]) => `${name}:${protocol}`)
      .join(','),
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': directory,
    'auto.create.topics.enable': options.autoCreateTopics ?? false,
    'default.replication.factor': replicas,
    'min.insync.replicas': Math.ceil(replicas / 2),
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 4,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': Math.ceil(replicas / 2),
    'transaction.state.log.num.partitions': 4,
    // Groups begin at once, and may find dead members out quickly.
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    // A dead broker of several is found out quickly.
    'broker.heartbeat.interval.ms': 500,
    'broker.session.timeout.ms': 3000,
    'controller.quorum.election.timeout.ms': 500,
    'controller.quorum.fetch.timeout.ms': 1500,
    'log.cleaner.dedupe.buffer.size': 4 * 1024 * 1024,
    'log.cleaner.backoff.ms': 200,
    ...(security ? secured(security) : {}),
    ...(restricted ? authorized(restricted) : {}),
    ...options.properties,
  };
  return Object.entries(properties)
    .map(([name, value]) => `${name}=${String(value)}\n`)
    .join('');
}

/** Who signs in may do only what is granted; who comes by the open listener may do everything. */
function authorized(users: Readonly<Record<string, string>>): Record<string, string> {
  return {
    'authorizer.class.name': 'org.apache.kafka.metadata.authorizer.StandardAuthorizer',
    'super.users': 'User:ANONYMOUS',
    'listener.name.restricted.sasl.enabled.mechanisms': 'PLAIN',
    'listener.name.restricted.plain.sasl.jaas.config': plainModule(users),
  };
}

function plainModule(users: Readonly<Record<string, string>>): string {
  const all = Object.entries(users).map(([name, password]) => ` user_${name}="${password}"`);
  return `org.apache.kafka.common.security.plain.PlainLoginModule required${all.join('')};`;
}

function secured({ authorityFile, identityFile, users }: KafkaSecurity): Record<string, string> {
  const modules = {
    plain: plainModule(users),
    'scram-sha-256': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'scram-sha-512': 'org.apache.kafka.common.security.scram.ScramLoginModule required;',
  };
  return {
    'sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256,SCRAM-SHA-512',
    ...Object.fromEntries(
      ['sasl_tls', 'sasl_plain'].flatMap((listener) =>
        Object.entries(modules).map(([name, text]) => [`listener.name.${listener}.${name}.sasl.jaas.config`, text]),
      ),
    ),
    // Brokers differ in what they offer.
    'listener.name.sasl_plain.sasl.enabled.mechanisms': 'PLAIN,SCRAM-SHA-256',
    'ssl.keystore.type': 'PEM',
    'ssl.keystore.location': identityFile,
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': authorityFile,
    'listener.name.mutual_tls.ssl.client.auth': 'required',
  };
}

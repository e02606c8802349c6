import { settingNames } from './parse.ts';
import { settingsTable } from './table.ts';
import type { Setting } from './setting.ts';

const introduction = `# Settings

<!-- Made from src/settings/table.ts by scripts/docs.ts; edit there. -->

Laurel reads its settings from the environment and, when there is one, from a YAML file (\`LAUREL_SETTINGS\`, or
\`--settings FILE\` on the command line) with the same names as keys. The environment wins, name by name. In the
environment \`BADGES_CONFIG\` is one variable that holds JSON or YAML; the dots below lead into it.

Values may be copied from Django settings: \`True\`, \`true\` and \`1\` are the same, and \`None\` or an empty value means
"not set". Every mistake is reported at once and nothing starts half configured; \`laurel doctor\` shows each value with
where it came from, secrets hidden, and checks the settings against the running services.

\`\`\`yaml
# laurel.yaml
EVENT_BUS_REDIS_CONNECTION_URL: redis://:password@redis.example.org:6379/0
# or, where the event bus is Kafka (docs/kafka.md):
# EVENT_BUS_KAFKA_BOOTSTRAP_SERVERS: kafka.example.org:9092
# EVENT_BUS_KAFKA_SCHEMA_REGISTRY_URL: https://registry.example.org
EVENT_BUS_TOPIC_PREFIX: prod
LAUREL_DATABASE_URL: postgresql://laurel:password@postgres.example.org:5432/laurel
BADGES_CONFIG:
  credly:
    ORGANIZATIONS:
      9f0c6a0e-8a3b-4f3e-9d57-1c8f1e0b7a11: "the organization's API key"
  accredible:
    ACCOUNTS:
      main: "the account's API key"
\`\`\`
`;

/** The page docs/settings.md. */
export function renderSettingsPage(): string {
  return `${introduction}\n| name | default | meaning |\n|---|---|---|\n${settingNames.map(row).join('\n')}\n`;
}

function row(name: (typeof settingNames)[number]): string {
  const setting: Setting<unknown> = settingsTable[name];
  return `| \`${name}\` | ${defaultText(setting.default)} | ${setting.meaning}${setting.shown === 'plain' ? '' : ' Secret.'} |`;
}

function defaultText(value: unknown): string {
  if (value === null) return 'not set';
  if (Array.isArray(value)) return value.map((item) => `\`${String(item)}\``).join('<br>');
  return typeof value === 'string' ? `\`${value}\`` : 'none';
}

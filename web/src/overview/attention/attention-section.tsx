import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Attention } from '../../../../src/api/schemas/status.ts';
import { useText } from '../../i18n/use-text.ts';
import { ToneSign } from '../../shared/tone-sign.tsx';
import { useAccountNames } from '../../shared/use-account-names.ts';
import type { Tone } from '../../shared/tone.ts';
import { AttentionLink } from './attention-link.tsx';
import { attentionText } from './attention-text.ts';
import { attentionWords } from './attention-words.ts';
import classes from './attention.module.css';

const tones: Readonly<Record<Attention['severity'], Tone>> = { error: 'bad', warning: 'warning', info: 'neutral' };

/** While a site is being set up, its steps say these. */
const saidBySetup = new Set<Attention['kind']>(['no_active_template', 'embedded_database']);

interface AttentionSectionProps {
  /** The most urgent first. */
  readonly attention: readonly Attention[];
  /** Whether the page leads with the set-up. */
  readonly isNew: boolean;
}

/** What needs somebody, each with what to do and the way there; or that all is well. */
export function AttentionSection({ attention, isNew }: AttentionSectionProps) {
  const say = useText();
  const shown = isNew ? attention.filter(({ kind }) => !saidBySetup.has(kind)) : attention;
  if (shown.length === 0) return isNew ? null : <Calm />;
  return (
    <Stack component="section" gap="sm" aria-labelledby="attention">
      <Title order={2} id="attention">
        {say(attentionText.heading)}
      </Title>
      <Card withBorder padding={0}>
        <ul className={classes.list}>
          {shown.map((each) => (
            <Item key={`${each.kind} ${each.origin} ${each.subject}`} attention={each} />
          ))}
        </ul>
      </Card>
    </Stack>
  );
}

function Item({ attention }: { readonly attention: Attention }) {
  const say = useText();
  const accountName = useAccountNames();
  const { title, help } = attentionWords(say, attention, accountName(attention.origin, attention.subject));
  return (
    <li className={classes.item}>
      <ToneSign tone={tones[attention.severity]} />
      <div className={classes.words}>
        <Text fw={600} style={{ overflowWrap: 'anywhere' }}>
          {title}
        </Text>
        <Text size="sm" c="dimmed">
          {help}
        </Text>
      </div>
      <div className={classes.link}>
        <AttentionLink attention={attention} />
      </div>
    </li>
  );
}

function Calm() {
  const say = useText();
  return (
    <Card component="section" withBorder padding="md" aria-labelledby="attention">
      <Group gap="sm" wrap="nowrap">
        <ToneSign tone="good" />
        <div>
          <Title order={2} size="h3" id="attention">
            {say(attentionText.calm)}
          </Title>
          <Text size="sm" c="dimmed">
            {say(attentionText.calmHelp)}
          </Text>
        </div>
      </Group>
    </Card>
  );
}

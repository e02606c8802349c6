import { Stack, Text } from '@mantine/core';
import type { MessageDescriptor } from 'react-intl';
import type { IssuerView } from '../../../../../src/api/schemas/issuers.ts';
import { useText } from '../../../i18n/use-text.ts';
import { useMay } from '../../../session/session-context.tsx';
import { FactGrid, GridFact } from '../../../shared/fact-grid.tsx';
import { Section } from '../../../shared/section.tsx';
import { StateBadge } from '../../../shared/state-badge.tsx';
import { Time } from '../../../shared/time.tsx';
import type { Tone } from '../../../shared/tone.ts';
import classes from './keys-section.module.css';
import { keysText } from './keys-text.ts';
import { leakText } from './leak-text.ts';
import { RevokeKeyButton } from './revoke-key-button.tsx';
import { RotateButton } from './rotate-button.tsx';

type Key = IssuerView['keys'][number];

/** The keys of an issuer: which sign now, and which have signed before. */
export function KeysSection({ issuer }: { readonly issuer: IssuerView }) {
  const say = useText();
  const mayAdminister = useMay('administer');
  // Those in use first.
  const keys = issuer.keys.toSorted((a, b) => Number(hasEnded(a)) - Number(hasEnded(b)));
  return (
    <Section title={say(keysText.title)} actions={mayAdminister && <RotateButton issuer={issuer} />}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {say(keysText.help)}
        </Text>
        <ul className={classes.keys}>
          {keys.map((key) => (
            <KeyItem key={key.id} slug={issuer.slug} issuerKey={key} />
          ))}
        </ul>
      </Stack>
    </Section>
  );
}

function KeyItem({ slug, issuerKey }: { readonly slug: string; readonly issuerKey: Key }) {
  const say = useText();
  const mayAdminister = useMay('administer');
  const { id, algorithm, purpose, createdAt, retiredAt, revokedAt, signed } = issuerKey;
  const [tone, text] = stateOf(issuerKey);
  const ended = revokedAt ?? retiredAt;
  return (
    <li className={classes.key}>
      <div className={classes.head}>
        <bdi className="mono">{id}</bdi>
        <StateBadge tone={tone}>{say(text)}</StateBadge>
        {mayAdminister && revokedAt === null && <RevokeKeyButton slug={slug} issuerKey={issuerKey} />}
      </div>
      <FactGrid dense>
        <GridFact label={say(keysText.algorithm)}>
          <bdi>{algorithm}</bdi>
        </GridFact>
        <GridFact label={say(keysText.purpose)}>
          {say(purpose === 'credential' ? keysText.credential : keysText.token)}
        </GridFact>
        <GridFact label={say(keysText.made)}>
          <Time at={createdAt} form="date" />
        </GridFact>
        {purpose === 'credential' && revokedAt === null && <GridFact label={say(leakText.signed)}>{signed}</GridFact>}
        {ended !== null && (
          <GridFact label={say(keysText.ended)}>
            <Time at={ended} form="date" />
          </GridFact>
        )}
      </FactGrid>
      {revokedAt !== null && signed > 0 && <Text size="sm">{say(leakText.waiting, { count: signed })}</Text>}
    </li>
  );
}

const hasEnded = ({ retiredAt, revokedAt }: Key): boolean => retiredAt !== null || revokedAt !== null;

function stateOf(key: Key): readonly [tone: Tone, text: MessageDescriptor] {
  if (key.revokedAt !== null) return ['bad', keysText.revoked];
  return hasEnded(key) ? ['neutral', keysText.retired] : ['good', keysText.inUse];
}

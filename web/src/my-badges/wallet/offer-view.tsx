import { Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconExternalLink } from '@tabler/icons-react';
import type { NewWalletOfferView } from '../../../../src/api/schemas/wallet-offers.ts';
import { useText } from '../../i18n/use-text.ts';
import { Callout } from '../../shared/callout.tsx';
import { CopyButton } from '../../shared/copy-button.tsx';
import { offerQuery } from './offer-query.ts';
import classes from './wallet.module.css';
import { WalletKindField } from './wallet-kind-field.tsx';
import { wayOf } from './wallet-kinds.ts';
import type { WalletKind, WalletWay } from './wallet-kinds.ts';
import { walletText } from './wallet-text.ts';
import { AddressButton } from '../../shared/links.tsx';

interface OfferViewProps {
  readonly badgeId: string;
  readonly offer: NewWalletOfferView;
  /** Which wallets it is shown for. */
  readonly kind: WalletKind;
  readonly onKind: (kind: WalletKind) => void;
}

/** An offer as its learner sees it: how a wallet takes the badge, and whether one has. */
export function OfferView({ badgeId, offer, kind, onKind }: OfferViewProps) {
  const say = useText();
  const { data: { state, secondsLeft } = offer } = useQuery(offerQuery(badgeId, offer));
  if (state === 'taken')
    return (
      <Callout tone="good" headingOrder={3} title={say(walletText.taken)} announced>
        <Text size="sm">{say(walletText.takenHelp)}</Text>
      </Callout>
    );
  if (state === 'ended')
    return (
      <Callout tone="warning" headingOrder={3} title={say(walletText.ended)} announced>
        <Text size="sm">{say(walletText.endedHelp)}</Text>
      </Callout>
    );
  const way = wayOf(offer, kind);
  return (
    <Stack gap="md">
      <WalletKindField value={kind} onChange={onKind} />
      <ThisDevice way={way} />
      <OtherDevice way={way} />
      <TimeLeft seconds={secondsLeft} />
    </Stack>
  );
}

interface WayProps {
  readonly way: WalletWay;
}

function ThisDevice({ way: { links } }: WayProps) {
  const say = useText();
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {say(walletText.thisDevice)}
      </Title>
      <Group gap="xs">
        {links.map(({ wallet, link }) => (
          <AddressButton
            key={link}
            href={link}
            rel="noopener noreferrer"
            // A page of its own for wallets that are one; an app opens from here, and leaves this page where it is.
            {...(link.startsWith('https:') && { target: '_blank' })}
            variant="default"
            size="sm"
            leftSection={<IconExternalLink size={16} aria-hidden />}
          >
            {wallet === null ? say(walletText.openAny) : say(walletText.open, { wallet })}
          </AddressButton>
        ))}
      </Group>
      <Text size="sm" c="dimmed">
        {say(walletText.thisDeviceHelp)}
      </Text>
    </Stack>
  );
}

function OtherDevice({ way: { qrCode, text } }: WayProps) {
  const say = useText();
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {say(walletText.otherDevice)}
      </Title>
      <div className={classes.scan}>
        <img className={classes.code} src={qrCode} alt={say(walletText.qrCode)} />
        <Group gap={4} className={classes.help}>
          <Text size="sm">{say(walletText.otherDeviceHelp)}</Text>
          <CopyButton text={text} what={say(walletText.link)} />
        </Group>
      </div>
    </Stack>
  );
}

function TimeLeft({ seconds }: { readonly seconds: number }) {
  const say = useText();
  return (
    <Text size="sm" c="dimmed">
      {seconds > 60
        ? say(walletText.minutesLeft, { minutes: Math.ceil(seconds / 60) })
        : say(walletText.secondsLeft, { seconds })}
    </Text>
  );
}

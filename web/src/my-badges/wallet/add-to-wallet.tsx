import { Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { IconWallet } from '@tabler/icons-react';
import { useState } from 'react';
import type { NewWalletOfferView } from '../../../../src/api/schemas/wallet-offers.ts';
import { postOnce } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { offersOf } from './offer-query.ts';
import { OfferView } from './offer-view.tsx';
import type { WalletKind } from './wallet-kinds.ts';
import { walletText } from './wallet-text.ts';

interface AddToWalletProps {
  readonly badgeId: string;
  readonly name: string;
}

/** Brings a badge into a wallet app: offers it, and tells when a wallet has taken it. */
export function AddToWallet({ badgeId, name }: AddToWalletProps) {
  const say = useText();
  const [kind, setKind] = useState<WalletKind>('usual');
  const [opened, { open, close }] = useDisclosure(false);
  const offer = useMutation({ mutationFn: () => postOnce<NewWalletOfferView>(offersOf(badgeId), undefined) });
  const start = (): void => {
    offer.reset();
    offer.mutate();
    open();
  };
  return (
    <>
      <Button
        variant="default"
        size="xs"
        w="fit-content"
        leftSection={<IconWallet size={16} aria-hidden />}
        aria-label={say(walletText.addNamed, { name })}
        onClick={start}
      >
        {say(walletText.add)}
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title={say(walletText.title, { name })}
        size="lg"
        closeButtonProps={{ 'aria-label': say(sharedText.close) }}
      >
        <Stack gap="md">
          <Text size="sm">{say(walletText.lead)}</Text>
          {offer.isPending && (
            <Text size="sm" role="status">
              {say(walletText.making)}
            </Text>
          )}
          {offer.error !== null && <ProblemAlert error={offer.error} headingOrder={3} />}
          {offer.data !== undefined && opened && (
            <OfferView key={offer.data.id} badgeId={badgeId} offer={offer.data} kind={kind} onKind={setKind} />
          )}
          <Group justify="flex-end" gap="sm">
            {/* Always there, and never disabled: that would take the focus away from it. */}
            <Button variant="default" onClick={() => !offer.isPending && offer.mutate()}>
              {say(walletText.again)}
            </Button>
            <Button onClick={close}>{say(sharedText.close)}</Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

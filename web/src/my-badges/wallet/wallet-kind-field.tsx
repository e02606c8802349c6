import { Radio, Stack } from '@mantine/core';
import { useText } from '../../i18n/use-text.ts';
import { walletKinds } from './wallet-kinds.ts';
import type { WalletKind } from './wallet-kinds.ts';
import { walletText } from './wallet-text.ts';

interface WalletKindFieldProps {
  readonly value: WalletKind;
  readonly onChange: (kind: WalletKind) => void;
}

const texts = {
  usual: [walletText.usual, walletText.usualHelp],
  european: [walletText.european, walletText.europeanHelp],
  other: [walletText.other, walletText.otherHelp],
} as const;

/** Asks which wallet the learner has. */
export function WalletKindField({ value, onChange }: WalletKindFieldProps) {
  const say = useText();
  return (
    <Radio.Group
      label={say(walletText.which)}
      value={value}
      onChange={(chosen) => onChange(walletKinds.find((kind) => kind === chosen) ?? value)}
    >
      <Stack gap="xs" mt={6}>
        {walletKinds.map((kind) => (
          <Radio key={kind} value={kind} label={say(texts[kind][0])} description={say(texts[kind][1])} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

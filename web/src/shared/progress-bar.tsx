import { Progress, Text } from '@mantine/core';
import { useText } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';

interface ProgressBarProps {
  readonly met: number;
  readonly groups: number;
}

/** How many groups of a template are met, as a bar and in words. */
export function ProgressBar({ met, groups }: ProgressBarProps) {
  const say = useText();
  const words = say(sharedText.met, { met, groups });
  return (
    <div>
      <Progress.Root size={8} radius="xl" maw={220} aria-hidden>
        <Progress.Section value={groups === 0 ? 0 : (100 * met) / groups} withAria={false} />
      </Progress.Root>
      <Text size="xs" c="dimmed" mt={4}>
        {words}
      </Text>
    </div>
  );
}

import { IconPlugConnected } from '@tabler/icons-react';
import type { Connection } from '../../../src/api/schemas/connections.ts';
import { useText } from '../i18n/use-text.ts';
import { useSession } from '../session/session-context.tsx';
import { Button } from '../shared/button.tsx';
import { testText } from './test-text.ts';
import type { useTest } from './use-test.ts';

interface TestButtonProps {
  readonly connection: Connection;
  readonly test: ReturnType<typeof useTest>;
}

/** Tests a connection; for operators and admins. */
export function TestButton({ connection: { name }, test }: TestButtonProps) {
  const say = useText();
  const { permissions } = useSession();
  if (!permissions.includes('operate') && !permissions.includes('administer')) return null;
  return (
    <Button
      variant="default"
      size="xs"
      leftSection={<IconPlugConnected size={16} stroke={1.8} aria-hidden />}
      loading={test.isPending}
      onClick={() => test.mutate()}
      aria-label={say(testText.testOf, { name })}
    >
      {say(testText.test)}
    </Button>
  );
}

import { Alert, Group, Text, Title } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ApiError } from '../api/api-error.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { CopyButton } from './copy-button.tsx';
import { problemWords } from './problem-words.ts';
import { sharedText } from './shared-text.ts';

interface ProblemAlertProps {
  readonly error: ApiError;
  readonly onRetry?: () => void;
  /** True while it is tried again. */
  readonly retrying?: boolean;
  readonly headingOrder?: TitleOrder;
}

/** An error in the place of what could not be shown or done: what it is, what to do, and the id that the log has too. */
export function ProblemAlert({ error, onRetry, retrying = false, headingOrder = 2 }: ProblemAlertProps) {
  const say = useText();
  const { title, detail } = problemWords(say, error);
  return (
    <Alert
      role="alert"
      color="red"
      variant="outline"
      icon={<IconAlertTriangle aria-hidden />}
      bg="var(--laurel-surface)"
      maw={760}
    >
      <Title order={headingOrder} size="h3" dir="auto">
        {title}
      </Title>
      {detail !== '' && (
        <Text size="sm" mt={4} dir="auto" style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>
          {detail}
        </Text>
      )}
      {(onRetry || error.requestId !== null) && (
        <Group mt="sm" gap="md">
          {onRetry && (
            <Button size="xs" variant="default" loading={retrying} onClick={onRetry}>
              {say(sharedText.tryAgain)}
            </Button>
          )}
          {error.requestId !== null && (
            <Group gap={4} wrap="nowrap">
              <Text size="xs" c="dimmed">
                {say(sharedText.requestId)} <span className="mono">{error.requestId}</span>
              </Text>
              <CopyButton text={error.requestId} what={say(sharedText.requestId)} />
            </Group>
          )}
        </Group>
      )}
    </Alert>
  );
}

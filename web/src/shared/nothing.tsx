import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import type { TitleOrder } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

interface NothingProps {
  readonly icon: Icon;
  readonly title: string;
  readonly titleOrder?: TitleOrder;
  /** What would be here, and how it gets here. */
  readonly description?: ReactNode;
  /** The next step. */
  readonly action?: ReactNode;
}

/** Where there is nothing: says what would be there, and offers the next step. */
export function Nothing({ icon: Icon, title, titleOrder = 2, description, action }: NothingProps) {
  return (
    <Stack align="center" gap="xs" py="xl" px="md" ta="center">
      <ThemeIcon size={60} radius="xl" variant="light" color="gray">
        <Icon size={30} stroke={1.5} aria-hidden />
      </ThemeIcon>
      <Title order={titleOrder} size="h2" mt="xs">
        {title}
      </Title>
      {description && (
        <Text c="dimmed" maw={460}>
          {description}
        </Text>
      )}
      {action && <div style={{ marginBlockStart: '0.5rem' }}>{action}</div>}
    </Stack>
  );
}

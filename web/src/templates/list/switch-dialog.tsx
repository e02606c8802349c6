import { Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { TemplateSwitchResult } from '../../../../src/api/schemas/template-switch.ts';
import { ask, post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import { DataState } from '../../shared/data-state.tsx';
import { ProblemAlert } from '../../shared/problem-alert.tsx';
import { sharedText } from '../../shared/shared-text.ts';
import { templateKeys } from '../queries.ts';
import { SwitchOutcomes } from './switch-outcomes.tsx';
import { switchText } from './switch-text.ts';

interface SwitchDialogProps {
  readonly templates: readonly string[];
  /** Whether they are to be active. */
  readonly active: boolean;
  /** @param isDone whether they were switched */
  readonly onClose: (isDone: boolean) => void;
}

const path = '/api/v1/templates/switch';

/** Says what would become of each template, does it, and says what was not done. */
export function SwitchDialog({ templates, active, onClose }: SwitchDialogProps) {
  const say = useText();
  const client = useQueryClient();
  const check = useQuery({
    queryKey: ['templates', 'switch', active, templates],
    queryFn: ({ signal }) => ask<TemplateSwitchResult>(path, { templates, active, dryRun: true }, signal),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const doing = useMutation({
    mutationFn: () => post<TemplateSwitchResult>(path, { templates, active }),
    onSuccess: () =>
      client.invalidateQueries({ queryKey: templateKeys.all, predicate: ({ queryKey }) => queryKey[1] !== 'switch' }),
  });
  const done = doing.data?.data;
  const close = (): void => onClose(done !== undefined);
  const count = templates.length;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={say(active ? switchText.activateTitle : switchText.deactivateTitle, { count })}
      closeButtonProps={{ 'aria-label': say(sharedText.close) }}
    >
      <DataState query={done === undefined ? check : { ...check, data: done }}>
        {({ items }) => {
          const ready = items.filter(({ outcome }) => outcome === 'switched');
          return (
            <Stack gap="md">
              <div role="status">
                <SwitchOutcomes items={items} active={active} isDone={done !== undefined} />
              </div>
              {doing.error && <ProblemAlert error={doing.error} headingOrder={3} />}
              {done === undefined ? (
                <Group justify="flex-end" gap="sm">
                  <Button variant="default" onClick={close} data-autofocus>
                    {say(sharedText.cancel)}
                  </Button>
                  <Button loading={doing.isPending} disabled={ready.length === 0} onClick={() => doing.mutate()}>
                    {say(active ? switchText.activate : switchText.deactivate, { count: ready.length })}
                  </Button>
                </Group>
              ) : (
                <Group justify="flex-end">
                  <Button onClick={close} data-autofocus>
                    {say(sharedText.close)}
                  </Button>
                </Group>
              )}
              {done === undefined && active && ready.length > 0 && (
                <Text size="sm" c="dimmed">
                  {say(switchText.eventsFromNow)}
                </Text>
              )}
            </Stack>
          );
        }}
      </DataState>
    </Modal>
  );
}

import { Group, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkCheckResult, BulkOutcome } from '../../../../src/api/schemas/bulk.ts';
import type { MaintenanceJob } from '../../../../src/api/schemas/maintenance.ts';
import { post } from '../../api/client.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../shared/button.tsx';
import type { Say } from '../../i18n/use-text.ts';
import { Absent } from '../../shared/absent.tsx';
import { leftOutText } from '../../shared/bulk-text.ts';
import { LearnerLink } from '../../shared/learner-link.tsx';
import { ReasonDialog } from '../../shared/reason-dialog.tsx';
import { Section } from '../../shared/section.tsx';
import { manyText } from './many-text.ts';

export type Action = 'award' | 'revoke';

interface CheckedProps {
  readonly wanted: { readonly action: Action; readonly template: string };
  readonly result: BulkCheckResult;
  readonly onBegun: (job: string) => void;
}

/** So many lines are shown one by one. */
const mostShown = 500;

/** What would become of each learner of a list, and the button that does it. */
export function Checked({ wanted: { action, template }, result: { items, ready }, onBegun }: CheckedProps) {
  const say = useText();
  const client = useQueryClient();
  const [asked, setAsked] = useState(false);
  const begin = useMutation({
    mutationFn: (reasons: { readonly reason: string; readonly publicReason: string }) => {
      const learners = items.flatMap(({ outcome, learner }) =>
        outcome === 'ready' && learner !== null ? [learner] : [],
      );
      return post<MaintenanceJob>('/api/v1/badges/bulk', { action, template, learners, ...reasons });
    },
    onSuccess: async ({ data: { id } }) => {
      setAsked(false);
      onBegun(id);
      await client.invalidateQueries({ queryKey: ['bulk-jobs'] });
    },
  });
  const revokes = action === 'revoke';
  // What stands in the way comes first.
  const shown = [
    ...items.filter(({ outcome }) => outcome !== 'ready'),
    ...items.filter(({ outcome }) => outcome === 'ready'),
  ];
  return (
    <Section title={say(manyText.checked)}>
      <Stack gap="md">
        <Text role="status" fw={600}>
          {say(revokes ? manyText.wouldRevoke : manyText.wouldAward, { count: ready })}{' '}
          {ready < items.length && say(manyText.leftOut, { count: items.length - ready })}
        </Text>
        <Table.ScrollContainer minWidth={480} type="native" mah={420}>
          <Table aria-label={say(manyText.checked)}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{say(manyText.columnGiven)}</Table.Th>
                <Table.Th scope="col">{say(manyText.columnLearner)}</Table.Th>
                <Table.Th scope="col">{say(manyText.columnOutcome)}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.slice(0, mostShown).map(({ given, learner, username, name, outcome }, index) => (
                // oxlint-disable-next-line react/no-array-index-key -- a list may name somebody twice
                <Table.Tr key={`${index} ${given}`}>
                  <Table.Td>
                    <bdi>{given}</bdi>
                  </Table.Td>
                  <Table.Td>
                    {learner === null ? <Absent /> : <LearnerLink id={learner} username={username} name={name} />}
                  </Table.Td>
                  <Table.Td>{say(outcomeText(outcome, action))}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
        {items.length > mostShown && <Text size="sm">{say(manyText.more, { count: items.length - mostShown })}</Text>}
        {ready > 0 && (
          <Group>
            <Button {...(revokes && { color: 'red' })} onClick={() => setAsked(true)}>
              {say(revokes ? manyText.revokeFrom : manyText.awardTo, { count: ready })}
            </Button>
          </Group>
        )}
      </Stack>
      <ReasonDialog
        form={`many ${action} ${template}`}
        opened={asked}
        title={say(revokes ? manyText.revokeTitle : manyText.awardTitle, { count: ready })}
        confirm={say(revokes ? manyText.revokeConfirm : manyText.awardConfirm)}
        {...(revokes && { acknowledge: say(manyText.acknowledge) })}
        dangerous={revokes}
        withPublicReason={revokes}
        busy={begin.isPending}
        error={begin.error}
        onConfirm={(reason, publicReason) => begin.mutateAsync({ reason, publicReason })}
        onClose={() => setAsked(false)}
      >
        <Text>{say(revokes ? manyText.revokeQuestion : manyText.awardQuestion)}</Text>
      </ReasonDialog>
    </Section>
  );
}

function outcomeText(outcome: BulkOutcome, action: Action): Parameters<Say>[0] {
  if (outcome === 'ready') return action === 'award' ? manyText.ready : manyText.readyToRevoke;
  return outcome === 'repeated' ? manyText.repeated : leftOutText[outcome];
}

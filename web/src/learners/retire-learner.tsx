import { List, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Retirement } from '../../../src/api/schemas/learners.ts';
import { post } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from '../shared/button.tsx';
import { ConfirmDialog } from '../shared/confirm-dialog.tsx';
import { DataState } from '../shared/data-state.tsx';
import { notifyDone } from '../shared/notify.ts';
import { useNewDialog } from '../shared/use-new-dialog.ts';
import { roleText } from '../shell/role-text.ts';
import { retirementQuery } from './queries.ts';
import { retireText } from './retire-text.ts';

interface RetireLearnerProps {
  /** LMS user id. */
  readonly learner: number;
  /** What people call the learner. */
  readonly called: string;
}

/** Retires a learner, after it has said in numbers what is removed and what stays. */
export function RetireLearner({ learner, called }: RetireLearnerProps) {
  const say = useText();
  const client = useQueryClient();
  const { opened, start, close } = useNewDialog();
  const preview = useQuery({ ...retirementQuery(learner), enabled: opened });
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: () => post<Retirement>(`/api/v1/learners/${learner}/retire`),
    onSuccess: async () => {
      close();
      notifyDone(say, say(retireText.done));
      await client.invalidateQueries();
    },
  });
  const ask = (): void => {
    reset();
    start();
  };
  return (
    <>
      <Button variant="default" onClick={ask}>
        {say(retireText.button)}
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title={say(retireText.title, { learner: called })}
        confirm={say(retireText.confirm)}
        dangerous
        busy={isPending}
        disabled={preview.data === undefined}
        error={error}
        onConfirm={() => mutate()}
      >
        <Stack gap="sm">
          <Text fw={600}>{say(retireText.final)}</Text>
          <DataState query={preview} headingOrder={3}>
            {(retirement) => <Consequences retirement={retirement} />}
          </DataState>
        </Stack>
      </ConfirmDialog>
    </>
  );
}

function Consequences({ retirement }: { readonly retirement: Retirement }) {
  const say = useText();
  const { badges, published, notIssued, messages, history, signIn, atProviders, sameAddress } = retirement;
  const role = signIn?.role ?? null;
  return (
    <List size="sm" spacing={4}>
      <List.Item>{say(retireText.names)}</List.Item>
      <List.Item>{say(retireText.badges, { badges })}</List.Item>
      {published > 0 && <List.Item>{say(retireText.published, { count: published })}</List.Item>}
      {notIssued > 0 && <List.Item>{say(retireText.notIssued, { count: notIssued })}</List.Item>}
      {atProviders > 0 && <List.Item>{say(retireText.atProviders, { count: atProviders })}</List.Item>}
      <List.Item>{say(retireText.messages, { count: messages })}</List.Item>
      <List.Item>{say(retireText.history, { count: history })}</List.Item>
      {signIn !== null && (
        <List.Item>
          {role === null ? say(retireText.signIn) : say(retireText.signInRole, { role: say(roleText[role]) })}
        </List.Item>
      )}
      {sameAddress && <List.Item>{say(retireText.sameAddress)}</List.Item>}
    </List>
  );
}

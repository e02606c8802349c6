import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ConnectionTest } from '../../../src/api/schemas/connections.ts';
import { post } from '../api/client.ts';
import { connectionKeys, connectionPath } from './queries.ts';
import type { AccountId } from './queries.ts';

/** Asks the provider whether an account and its key work. A refusal is a result, and no error. */
export function useTest(id: AccountId) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async () => (await post<ConnectionTest>(`${connectionPath(id)}/test`)).data,
    onSettled: () => client.invalidateQueries({ queryKey: connectionKeys.all }),
  });
}

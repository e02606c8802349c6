import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Role, User } from '../../../../src/api/schemas/people.ts';
import { patch } from '../../api/client.ts';
import { sessionKey } from '../../session/session-query.ts';
import { peopleKeys } from '../queries.ts';

/** Changes what a person may do, or whether they can sign in. Whoever changes themselves sees it at once. */
export function useChangePerson(user: User, onDone: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: { readonly role: Role | null; readonly disabled: boolean }) =>
      patch<User>(`/api/v1/users/${user.id}`, change),
    onSuccess: async () => {
      onDone();
      await client.invalidateQueries({ queryKey: peopleKeys.all });
      await client.invalidateQueries({ queryKey: peopleKeys.apiKeys });
      await client.invalidateQueries({ queryKey: sessionKey });
    },
  });
}

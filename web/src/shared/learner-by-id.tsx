import { useQuery } from '@tanstack/react-query';
import type { Learner } from '../../../src/api/schemas/learners.ts';
import { get } from '../api/client.ts';
import { useText } from '../i18n/use-text.ts';
import { LearnerLink, learnerWords } from './learner-link.tsx';
import { onTheWay } from './on-the-way.ts';

/** A learner of whom only the LMS user id is at hand, by name. */
export function LearnerById({ id }: { readonly id: number }) {
  const { data, isLoading } = useQuery(learnerNameQuery(String(id)));
  if (isLoading) return <span aria-hidden>{onTheWay}</span>;
  return <LearnerLink id={id} username={data?.username ?? ''} name={data?.name} />;
}

/** What a learner is called of whom only the LMS user id is at hand, for sentences. */
export function useLearnerWords(id: string): string {
  const say = useText();
  const { data, isLoading } = useQuery({ ...learnerNameQuery(id), enabled: id !== '' });
  return isLoading ? onTheWay : learnerWords(say, data ?? { id: Number(id), username: '' });
}

function learnerNameQuery(id: string) {
  return {
    queryKey: ['learners', 'one', id],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      get<Learner>(`/api/v1/learners/${encodeURIComponent(id)}`, { signal }),
    // Nobody may be called so.
    retry: false,
    staleTime: 60_000,
  };
}

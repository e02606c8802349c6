import { useQuery } from '@tanstack/react-query';
import type { Learner } from '../../../src/api/schemas/learners.ts';
import { get } from '../api/client.ts';
import { LearnerLink } from './learner-link.tsx';

/** A learner of whom only the LMS user id is at hand, by name as soon as that is known. */
export function LearnerById({ id }: { readonly id: number }) {
  const { data } = useQuery({
    queryKey: ['learners', 'one', String(id)],
    queryFn: ({ signal }) => get<Learner>(`/api/v1/learners/${id}`, { signal }),
    // Nobody may be called so.
    retry: false,
    staleTime: 60_000,
  });
  return <LearnerLink id={id} username={data?.username ?? ''} name={data?.name} />;
}

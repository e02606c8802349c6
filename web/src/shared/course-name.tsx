import { useQuery } from '@tanstack/react-query';
import { courseQuery } from './course-query.ts';
import { onTheWay } from './on-the-way.ts';

interface CourseNameProps {
  /** The course key. */
  readonly id: string;
  /** True where the key stands nearby anyway: then it is left out beside the name. */
  readonly short?: boolean;
}

/** A course by name, with its key; by its key alone while no event has told the name. */
export function CourseName({ id, short = false }: CourseNameProps) {
  const { data, isLoading } = useQuery(courseQuery(id));
  if (isLoading) return <span aria-hidden>{onTheWay}</span>;
  const name = data?.name ?? '';
  const key = (
    <bdi className="mono" dir="ltr">
      {id}
    </bdi>
  );
  if (name === '') return key;
  return (
    <>
      <bdi>{name}</bdi>
      {!short && <> ({key})</>}
    </>
  );
}

import { useQuery } from '@tanstack/react-query';
import { courseQuery } from './course-query.ts';

interface CourseNameProps {
  /** The course key. */
  readonly id: string;
  /** True where the key stands nearby anyway: then it is left out beside the name. */
  readonly short?: boolean;
}

/** A course by name, with its key; by its key alone while no event has told the name. */
export function CourseName({ id, short = false }: CourseNameProps) {
  const name = useQuery(courseQuery(id)).data?.name ?? '';
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

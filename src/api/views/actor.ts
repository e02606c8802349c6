/**
 * Who did something, as a caller may know it.
 *
 * @param withActors false: only the kind is told
 */
export function toActorView(actor: string, withActors: boolean): string {
  return withActors ? actor : (actor.split(':')[0] ?? '');
}

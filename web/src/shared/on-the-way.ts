/**
 * Stands for a name that is on the way, where text must stand. Never the id of the thing: that would be a name for a moment,
 * and then another one.
 */
export const onTheWay = '…';

/** The name of something that is looked up, or its id once it is known that there is none. */
export function nameOr(id: string, name: string | undefined, lookUp: { readonly isLoading: boolean }): string {
  return name ?? (lookUp.isLoading ? onTheWay : id);
}

/** The value of a cookie in the header of a request; empty when it is not there. */
export function cookieValue(cookieHeader: string | null | undefined, name: string): string {
  const pairs = (cookieHeader ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}

/**
 * An id made from what somebody wrote: "Passed the Demo course" becomes passed-the-demo-course. In scripts other than Latin
 * nothing may be left; then it is the fallback.
 */
export function idFrom(text: string, fallback: string): string {
  const id = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '');
  return id === '' ? fallback : id;
}

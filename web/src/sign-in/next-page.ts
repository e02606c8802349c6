/**
 * Where to go after signing in: a page of this site, whatever the address says, so that nobody is led elsewhere.
 *
 * @param origin of this site
 * @returns path, search and hash
 */
export function nextPage(next: string | undefined, origin: string): string {
  const target = next === undefined ? null : URL.parse(next, origin);
  if (target === null || target.origin !== origin || target.pathname === '/sign-in') return '/';
  // `//host` would be another site.
  return target.pathname.replace(/^\/+/, '/') + target.search + target.hash;
}

/**
 * Where to go after signing in: a page of this site, whatever the address says, so that nobody is led elsewhere.
 *
 * @returns path, search and hash
 */
export function nextPage(next: string | undefined): string {
  const target = next === undefined ? null : URL.parse(next, location.origin);
  if (target === null || target.origin !== location.origin || target.pathname === '/sign-in') return '/';
  // `//host` would be another site.
  return target.pathname.replace(/^\/+/, '/') + target.search + target.hash;
}

/** Long enough to read, short enough for an address. */
const longestName = 60;

/**
 * A slug for an imported template, made from its name: `credly-data-stewardship`, and `credly-data-stewardship-2` when
 * that is taken. A name without any Latin letter or digit gives `credly-template`.
 */
export function templateSlug(origin: string, name: string, taken: ReadonlySet<string>): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '');
  const slug = `${origin}-${words || 'template'}`;
  let free = slug;
  for (let number = 2; taken.has(free); number++) free = `${slug}-${number}`;
  return free;
}

import { parse } from 'bowser';

/**
 * What of a User-Agent tells somebody their own devices apart, and nothing more: "Firefox on Linux". Null when it tells
 * neither.
 */
export function deviceOf(userAgent: string | null | undefined): string | null {
  if (!userAgent) return null;
  const { browser, os } = parse(userAgent.slice(0, 500));
  const names = [browser.name, os.name].flatMap((name) => (name ? [name.slice(0, 40)] : []));
  return names.length === 0 ? null : names.join(' on ');
}

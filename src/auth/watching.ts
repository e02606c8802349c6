/** Header of what a page asks for by itself, to stay up to date, and nobody has asked for. */
export const watchingHeader = 'laurel-watching';

/** Whether a page asks by itself: that is nobody's doing, and says nothing about whether somebody is still there. */
export function isWatching(headers: Headers): boolean {
  return headers.has(watchingHeader);
}

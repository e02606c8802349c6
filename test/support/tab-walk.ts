/** Going through a page with the Tab key. */
import type { Page } from 'playwright-core';

/** How to go. */
interface Way {
  readonly from: 'top' | 'main' | 'bottom';
  /** Presses after which a page counts as gone through, as long as it may be. */
  readonly most?: number;
}

/** What the page has noted on the way. */
interface Walk {
  readonly faults: readonly string[];
  readonly stops: number;
  readonly ended: boolean;
  /** What can have the focus, and did not get it. */
  readonly unreached: readonly string[];
}

/**
 * Puts the focus where the walk begins, and notes with each press what gets it. A press is noted when its key comes up again: by
 * then the browser has scrolled, and so has the page.
 */
const begin = `((from) => {
  const start = from === 'main' ? document.querySelector('main') : null;
  start?.focus();
  const root = document.activeElement === start ? start : document.body;
  const describe = (element) => element.tagName + ' ' +
    (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent ?? '').trim().slice(0, 60);
  // Controls that are not seen are drawn by their label, and links that jump in from the edge by themselves.
  const shownFor = (element) => {
    const isTick = element.type === 'radio' || element.type === 'checkbox';
    return (isTick && element.labels?.[0]) || element.closest('label, .skip-link') || element;
  };
  const isHeld = (element) => {
    for (let each = element; each !== null; each = each.parentElement)
      if (['fixed', 'sticky'].includes(getComputedStyle(each).position)) return true;
    return false;
  };
  /** What lies over a part of it, or null. */
  const coverOf = (shown, box) => {
    if (box.width < 2 || box.height < 2) return 'no size';
    if (box.height > innerHeight) return null;
    // What stands in a line is in several pieces where that breaks.
    const lines = [...shown.getClientRects()];
    const parts = box.height > innerHeight / 2 ? [0.5] : [0.1, 0.5, 0.9];
    const points = lines.length > 1
      ? lines.filter((line) => line.width > 1).map((line) => [line.left + line.width / 2, line.top + line.height / 2])
      : parts.map((part) => [box.left + box.width / 2, box.top + box.height * part]);
    const tops = points.map(([x, y]) => document.elementFromPoint(x, y));
    const cover = tops.find((top) => top === null || !(shown.contains(top) || top.contains(shown)));
    return cover === undefined ? null : cover === null ? 'out of sight' : 'under ' + cover.outerHTML.slice(0, 160);
  };
  const isBackwards = (before, now) => {
    const rows = Math.min(before.bottom, now.bottom) - Math.max(before.top, now.top);
    const columns = Math.min(before.right, now.right) - Math.max(before.left, now.left);
    if (rows > Math.min(before.height, now.height) / 2) return now.rtl ? now.left >= before.right : now.right <= before.left;
    return columns > 1 && now.bottom <= before.top;
  };
  const walk = { faults: [], ended: false, seen: new Set(), last: null };
  const note = ({ key }) => {
    if (key !== 'Tab' || walk.ended) return;
    const element = document.activeElement;
    if (element === null || element === document.body) {
      walk.ended = true;
      return;
    }
    // Dates are fields within a field.
    if (element === walk.last?.element && /^(date|time|month|week)/.test(element.type)) return;
    if (walk.seen.has(element)) walk.faults.push('the focus comes back to ' + describe(element));
    walk.seen.add(element);
    if (element.tabIndex > 0) walk.faults.push('out of turn: ' + describe(element));
    const shown = shownFor(element);
    const seen = shown.getBoundingClientRect();
    const cover = coverOf(shown, seen);
    if (cover !== null) walk.faults.push('hidden while it has the focus: ' + describe(element) + ', ' + cover);
    const { left, right, height } = seen;
    const rtl = getComputedStyle(shown.parentElement).direction === 'rtl';
    const now = { element, left, right, height, top: seen.top + scrollY, bottom: seen.bottom + scrollY, rtl, held: isHeld(shown) };
    const [before, after] = from === 'bottom' ? [now, walk.last] : [walk.last, now];
    if (walk.last !== null && !walk.last.held && !now.held && isBackwards(before, after))
      walk.faults.push('backwards from ' + describe(walk.last.element) + ' to ' + describe(element));
    walk.last = now;
  };
  const isReachable = (element) => {
    if (element.tabIndex < 0 || element.matches(':disabled') || element.closest('[inert]') !== null) return false;
    if (root.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING) return false;
    // Of radio buttons with one name one is reached.
    if (element.type === 'radio') return element.checked;
    return element.checkVisibility({ visibilityProperty: true });
  };
  const reachable = () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(isReachable);
  removeEventListener('keyup', globalThis.tabNote);
  globalThis.tabNote = note;
  addEventListener('keyup', note);
  globalThis.tabWalk = () => ({
    faults: walk.faults,
    stops: walk.seen.size,
    ended: walk.ended,
    unreached: reachable().filter((element) => !walk.seen.has(element)).map(describe),
  });
  return reachable().length;
})`;

/**
 * Goes through a page with the Tab key, or at least through its beginning, and tells what somebody would stumble over: what has
 * the focus and can't be seen, an order that is not the page's, a trap, and what can't be reached.
 */
export async function walkByTab(page: Page, { from, most = 45 }: Way): Promise<{ stops: number; faults: string[] }> {
  const reachable = await page.evaluate<number>(`${begin}('${from}')`);
  let pressed = 0;
  let walk: Walk;
  do {
    // One more than there is: with the last press the focus leaves the page.
    const presses = pressed === 0 ? Math.min(reachable + 1, most) : 5;
    for (let press = 0; press < presses; press++) await page.keyboard.press(from === 'bottom' ? 'Shift+Tab' : 'Tab');
    pressed += presses;
    walk = await page.evaluate<Walk>('tabWalk()');
  } while (!walk.ended && pressed < most);
  const unreached = walk.ended ? walk.unreached.map((name) => `not reached by the Tab key: ${name}`) : [];
  return { stops: walk.stops, faults: [...walk.faults, ...unreached] };
}

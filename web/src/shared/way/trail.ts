import { createBrowserHistory } from '@tanstack/react-router';
import type { HistoryLocation, RouterHistory } from '@tanstack/react-router';

/** A page that was seen before this one, as the entry of the browser's history that it has. */
export interface Place {
  /** Its address, with its filters. */
  readonly href: string;
  /** What it was called; null where it had no name yet, or was no page of the shell. */
  readonly title: string | null;
  /** In which language. */
  readonly language: string;
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** What was seen before, the last first; it stays with the entry, and so survives that the pages are loaded again. */
    trail?: readonly Place[] | undefined;
  }
}

/** So many places are remembered: more than anybody goes back by the links of pages. */
const most = 20;

/** The page that is shown, and what it is called. */
const shown: { pathname: string; title: string | null } = { pathname: '', title: null };

/** Tells what the page at this path is called: the way back to it has that name. */
export function noteTitle(pathname: string, title: string | null): void {
  shown.pathname = pathname;
  shown.title = title;
}

/** The browser's history, each entry of which knows by which pages somebody came. */
export function createTrailHistory(): RouterHistory {
  const history = createBrowserHistory();
  const { push, replace } = history;
  history.push = (path, state, options) => {
    const trail = state?.trail ?? [placeOf(history.location), ...trailOf(history.location)].slice(0, most);
    push(path, { ...state, trail }, options);
  };
  history.replace = (path, state, options) =>
    replace(path, { ...state, trail: state?.trail ?? trailOf(history.location) }, options);
  return history;
}

/** Where the way back leads from an entry of the history, and how many entries back that is; null: it was opened afresh. */
export function wayBack({
  pathname,
  state,
}: HistoryLocation): { readonly place: Place; readonly steps: number } | null {
  // The page itself with other filters, or before it was edited, is not where somebody came from.
  const at = (state.trail ?? []).findIndex((place) => place.title !== null && pathOf(place.href) !== pathname);
  const place = state.trail?.[at];
  return place === undefined ? null : { place, steps: at + 1 };
}

/** The path of an address, without its filters. */
export function pathOf(href: string): string {
  return href.replace(/[?#].*$/, '');
}

function trailOf(location: HistoryLocation): readonly Place[] {
  return location.state.trail ?? [];
}

function placeOf({ href, pathname }: HistoryLocation): Place {
  const title = shown.pathname === pathname ? shown.title : null;
  return { href, title, language: document.documentElement.lang };
}

import type { ApiError } from '../api/api-error.ts';
import { sayLines, sayWhole } from '../i18n/say-server.ts';
import type { Say } from '../i18n/use-text.ts';
import { sharedText } from './shared-text.ts';

/** An error in words: those of the API in the language of the page; where it could not answer, the catalogue has some. */
export function problemWords(say: Say, error: ApiError): { readonly title: string; readonly detail: string } {
  switch (error.code) {
    case 'UNREACHABLE':
      if (!navigator.onLine) return { title: say(sharedText.offlineTitle), detail: say(sharedText.offline) };
      return { title: say(sharedText.unreachableTitle), detail: say(sharedText.unreachable) };
    case 'UNANSWERED':
      return { title: say(sharedText.unreachableTitle), detail: say(sharedText.unanswered) };
    case 'STOPPED':
      return { title: say(sharedText.stoppedTitle), detail: say(sharedText.stopped) };
    case 'NO_PROBLEM_DETAILS':
      return { title: error.title, detail: say(sharedText.noDetails) };
    default:
      return { title: sayWhole(say, error.title), detail: sayLines(say, error.wording) };
  }
}

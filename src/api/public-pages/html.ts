/** Text that is HTML already. Only {@link html} and {@link trusted} make it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. Nothing comes of null, undefined and false; a list is its items one after the other. */
export type Fragment = Html | string | number | null | undefined | false | readonly Fragment[];

/** What an address may begin with to be followed from a page. `javascript:` and `data:` are none of it. */
const followed = /^(?:https?:\/\/|mailto:)/i;

/**
 * Makes HTML of a template: whatever is put in is text and escaped, unless it is {@link Html} itself. Values of attributes are
 * to be quoted; where an address belongs (`href`, `src`, `action`), what is none that may be followed becomes `#`.
 *
 * @throws TypeError when a value stands in an attribute without quotes: nothing would hold it together there
 */
export function html(parts: TemplateStringsArray, ...values: readonly Fragment[]): Html {
  const out = parts.map((part, index) => {
    if (index >= values.length) return part;
    const value = values[index];
    if (/\s[\w:-]+=\s*$/.test(part)) throw new TypeError(`A value without quotes after ${part.slice(-20)}`);
    return part + (/\s(?:href|src|action)="$/.test(part) ? escape(address(value)) : render(value));
  });
  return new Html(out.join(''));
}

/** HTML that a library made and answers for. Never for what somebody has written. */
export function trusted(text: string): Html {
  return new Html(text);
}

/** JSON for an element of data: what could end the element is written in another way that means the same. */
export function jsonInHtml(value: unknown): Html {
  return new Html(JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028'));
}

/** Whether an address may be followed from a page. */
export function isFollowed(url: string): boolean {
  return followed.test(url) && URL.canParse(url);
}

function address(value: Fragment): string {
  const text = typeof value === 'string' ? value.trim() : '';
  const isOwn = /^(?:[/?](?![/\\])|#)/.test(text);
  return isOwn || isFollowed(text) ? text : '#';
}

function render(value: Fragment): string {
  if (value === null || value === undefined || value === false) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map((each) => render(each)).join('');
  return escape(String(value));
}

function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

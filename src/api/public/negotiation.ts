/** A form in which something is served. */
export interface Form {
  /** As it is asked for, and told. */
  readonly mediaType: string;
}

/**
 * The form that a caller likes best of those that there are (RFC 9110, section 12.5.1): by the most specific range of each.
 * Where several are liked alike, one that the caller names before one that will do too, and then the first that is offered.
 *
 * @param otherwise for who likes none of them: an answer in another form is of more use than none
 */
export function preferred<Offer extends Form>(
  accept: string | undefined,
  offers: readonly Offer[],
  otherwise: Offer,
): Offer {
  const ranges = (accept ?? '*/*').split(',').map(readRange);
  const [best] = offers
    .map((offer) => ({ offer, ...likingOf(offer.mediaType, ranges) }))
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality || b.precision - a.precision);
  return best?.offer ?? otherwise;
}

interface Range {
  readonly name: string;
  readonly quality: number;
}

function readRange(text: string): Range {
  const [name = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  const number = quality === undefined ? 1 : Number(quality.slice(2));
  return { name, quality: Number.isFinite(number) ? Math.min(1, Math.max(0, number)) : 0 };
}

/** How much a form is liked, and how precisely it is named: 2 itself, 1 its family, 0 among all others. */
interface Liking {
  readonly quality: number;
  readonly precision: number;
}

function likingOf(mediaType: string, ranges: readonly Range[]): Liking {
  const [family = ''] = mediaType.split('/');
  for (const [steps, name] of [mediaType, `${family}/*`, '*/*'].entries()) {
    const range = ranges.find((each) => each.name === name);
    if (range !== undefined) return { quality: range.quality, precision: 2 - steps };
  }
  return { quality: 0, precision: 0 };
}

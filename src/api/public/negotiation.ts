/** A form in which something is served. */
export interface Form {
  /** As it is asked for, and told. */
  readonly mediaType: string;
}

/**
 * The form that a caller likes best of those that there are (RFC 9110, section 12.5.1): by the most specific range of each, and
 * where several are liked alike, the first that is offered.
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
    .map((offer) => ({ offer, liking: likingOf(offer.mediaType, ranges) }))
    .filter(({ liking }) => liking > 0)
    .toSorted((a, b) => b.liking - a.liking);
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

function likingOf(mediaType: string, ranges: readonly Range[]): number {
  const [family = ''] = mediaType.split('/');
  for (const name of [mediaType, `${family}/*`, '*/*']) {
    const range = ranges.find((each) => each.name === name);
    if (range !== undefined) return range.quality;
  }
  return 0;
}

import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import type { Document, Element } from '@xmldom/xmldom';
import { mostAttributes, mostBakedBytes, mostSvgBytes, mostTags, UnreadableImage } from './limits.ts';
import { told } from '../../../told.ts';

/**
 * Badges in SVG images: one element right behind the beginning of `<svg>`, with the credential as CDATA, or with a JWS in the
 * attribute `verify` (Open Badges 3.0, section 5.3.2).
 */
export interface SvgElement {
  readonly namespace: string;
  readonly name: string;
}

const svgNamespace = 'http://www.w3.org/2000/svg';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';

/**
 * The image with the text in it, and every earlier element of the kind gone. Scripts and the like are left as they are: an image
 * that strangers gave has to be cleaned before it is served.
 *
 * @throws UnreadableImage when it is no sound SVG
 */
export function bakeSvg(image: Uint8Array, element: SvgElement, text: string): Buffer {
  const document = parse(image);
  const root = rootOf(document);
  for (const earlier of elementsOf(root, element)) earlier.parentNode?.removeChild(earlier);
  const baked = document.createElementNS(element.namespace, `openbadges:${element.name}`);
  if (text.startsWith('{')) baked.appendChild(document.createCDATASection(forCdata(text)));
  else baked.setAttribute('verify', text);
  root.setAttributeNS(xmlnsNamespace, 'xmlns:openbadges', element.namespace);
  root.insertBefore(baked, root.firstChild);
  return Buffer.from(new XMLSerializer().serializeToString(document), 'utf8');
}

/**
 * The text of an element of the kind in an SVG; undefined when there is none.
 *
 * @throws UnreadableImage when the image is not sound, or the text is larger than any badge
 */
export function extractFromSvg(image: Uint8Array, element: SvgElement): string | undefined {
  const [baked] = elementsOf(rootOf(parse(image)), element);
  if (baked === undefined) return undefined;
  const text = (baked.getAttribute('verify') || (baked.textContent ?? '')).trim();
  if (text.length > mostBakedBytes)
    throw new UnreadableImage(told`The badge in the SVG is larger than any valid badge.`);
  return text === '' ? undefined : text;
}

/**
 * The same JSON without the end of CDATA, and without what XML has no place for or takes for ends of lines. All of it can only be
 * within a text of the JSON, where it may be written with an escape.
 */
function forCdata(json: string): string {
  return json
    .replaceAll(']]>', String.raw`]]\u003e`)
    .replaceAll(
      /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g,
      (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, '0'),
    );
}

/** Ends of lines as XML 1.0 has them. Those of XML 1.1, unless told otherwise, would change texts that are signed. */
function normalizeLineEndings(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function parse(image: Uint8Array): Document {
  if (image.length > mostSvgBytes)
    throw new UnreadableImage(told`The SVG is larger than ${mostSvgBytes / 1024 / 1024} MB.`);
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(image);
    // Definitions of entities are how a small file becomes a large one, or reads others; no badge needs them.
    if (/<!(?:DOCTYPE|ENTITY)/i.test(text))
      throw new UnreadableImage(told`The SVG has a document type declaration (<!DOCTYPE>). Save it without one.`);
    if (countOf(text, '<') > mostTags || countOf(text, '=') > mostAttributes)
      throw new UnreadableImage(told`The SVG has too many elements. Simplify it.`);
    const onError = (level: string, message: string): void => {
      if (level !== 'warning')
        throw new UnreadableImage(told`The SVG is not well-formed: ${message.split('\n')[0] ?? ''}`);
    };
    return new DOMParser({ onError, normalizeLineEndings }).parseFromString(text, 'image/svg+xml');
  } catch (error) {
    if (error instanceof UnreadableImage) throw error;
    throw new UnreadableImage(told`The SVG is not well-formed.`, { cause: error });
  }
}

function countOf(text: string, character: string): number {
  let count = 0;
  for (let at = text.indexOf(character); at >= 0; at = text.indexOf(character, at + 1)) count += 1;
  return count;
}

function rootOf({ documentElement: root }: Document): Element {
  if (root?.localName !== 'svg' || (root.namespaceURI !== svgNamespace && root.namespaceURI !== null))
    throw new UnreadableImage(told`The image is not an SVG.`);
  return root;
}

function elementsOf(root: Element, { namespace, name }: SvgElement): readonly Element[] {
  return [...root.getElementsByTagNameNS(namespace, name)];
}

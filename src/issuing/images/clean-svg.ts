import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import type { Element } from '@xmldom/xmldom';

/** What a picture needs; everything else is taken out, whatever it may be one day. */
const elements = new Set(
  `svg g defs symbol use title desc metadata path rect circle ellipse line polyline polygon text tspan textPath image
   linearGradient radialGradient stop pattern clipPath mask marker style filter feGaussianBlur feOffset feBlend feColorMatrix
   feComposite feFlood feMerge feMergeNode feDropShadow feMorphology feComponentTransfer feFuncA feFuncR feFuncG feFuncB`
    .split(/\s+/)
    .filter((name) => name !== ''),
);

const svgNamespace = 'http://www.w3.org/2000/svg';
const xlinkNamespace = 'http://www.w3.org/1999/xlink';
const xmlnsNamespace = 'http://www.w3.org/2000/xmlns/';
const xmlNamespace = 'http://www.w3.org/XML/1998/namespace';

const pictureData = /^data:image\/(?:png|jpeg|gif|webp);base64,[a-z0-9+/=\s]*$/i;

/**
 * A drawing without anything that runs, or that is fetched from elsewhere: elements that pictures don't have, handlers of events,
 * and every reference but to a part of the drawing itself or a picture within it.
 *
 * @param text well-formed, without a document type
 */
export function cleanSvg(text: string): string {
  const document = new DOMParser().parseFromString(text, 'image/svg+xml');
  const root = document.documentElement;
  if (root === null) return '';
  cleanElement(root);
  return new XMLSerializer().serializeToString(root);
}

function cleanElement(element: Element): void {
  // Copies: both lists change while things are taken out.
  for (const attribute of Array.from(element.attributes))
    if (!mayStay(attribute.namespaceURI, attribute.localName ?? attribute.name, attribute.value))
      element.removeAttributeNode(attribute);
  for (const child of Array.from(element.childNodes)) {
    // Comments and instructions to programs are for nobody who looks at the picture.
    const isText = child.nodeType === 3 || child.nodeType === 4;
    const isKnown = child.nodeType === 1 && isPictureElement(child as Element);
    if (isKnown) cleanElement(child as Element);
    else if (!isText || (element.localName === 'style' && refersElsewhere(child.nodeValue ?? '')))
      element.removeChild(child);
  }
}

function isPictureElement({ namespaceURI, localName }: Element): boolean {
  return namespaceURI === svgNamespace && localName !== null && elements.has(localName);
}

function mayStay(namespace: string | null, name: string, value: string): boolean {
  if (namespace === xmlnsNamespace) return value === svgNamespace || value === xlinkNamespace;
  if (namespace === xmlNamespace) return name === 'space' || name === 'lang';
  if (name === 'href') return value.trim().startsWith('#') || pictureData.test(value.trim());
  if (namespace !== null && namespace !== '') return false;
  return !/^on/i.test(name) && name !== 'src' && !refersElsewhere(value);
}

/** Whether a value, or a style, names something that is not a part of the drawing. Escapes could hide it, so none may stay. */
function refersElsewhere(value: string): boolean {
  if (value.includes('\\') || /@import|expression\s*\(|javascript:|image-set|image\s*\(/i.test(value)) return true;
  return [...value.matchAll(/url\(\s*(['"]?)(.?)/gi)].some(([, , first]) => first !== '#');
}

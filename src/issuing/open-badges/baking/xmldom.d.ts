/** What is used of @xmldom/xmldom, which has the types of a browser's DOM; here there is no browser. */
declare module '@xmldom/xmldom' {
  export interface Node {
    readonly nodeType: number;
    readonly localName: string | null;
    readonly namespaceURI: string | null;
    readonly textContent: string | null;
    readonly firstChild: Node | null;
    readonly parentNode: Node | null;
    insertBefore(node: Node, before: Node | null): void;
    appendChild(node: Node): void;
    removeChild(node: Node): void;
  }

  export interface Element extends Node {
    getAttribute(name: string): string | null;
    setAttribute(name: string, value: string): void;
    setAttributeNS(namespace: string, name: string, value: string): void;
    getElementsByTagNameNS(namespace: string, name: string): Iterable<Element>;
  }

  export interface Document {
    readonly documentElement: Element | null;
    createElementNS(namespace: string, name: string): Element;
    createCDATASection(text: string): Node;
  }

  export class DOMParser {
    constructor(options: { readonly onError: (level: 'warning' | 'error' | 'fatalError', message: string) => void });
    parseFromString(text: string, type: string): Document;
  }

  export class XMLSerializer {
    serializeToString(document: Document): string;
  }
}

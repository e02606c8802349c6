/** What is used of jsonld, which ships no types of its own. */
declare module 'jsonld' {
  export interface RemoteDocument {
    readonly contextUrl: null;
    readonly document: unknown;
    readonly documentUrl: string;
  }

  export interface CanonizeOptions {
    readonly documentLoader: (url: string) => Promise<RemoteDocument>;
    /** What no context knows is an error, instead of being left out in silence. */
    readonly safe: true;
    readonly canonizeOptions: { readonly algorithm: 'RDFC-1.0'; readonly maxWorkFactor: number };
  }

  const jsonld: { canonize(document: unknown, options: CanonizeOptions): Promise<string> };
  // oxlint-disable-next-line import/no-default-export -- this is how the package is
  export default jsonld;
}

import type { ApiServer } from '../../src/api/parts.ts';

/** What a browser shows in the end. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

let browsers = 0;

/** Each browser is somewhere else, so that none is held back for what others do. */
function nextAddress(): string {
  browsers += 1;
  return `198.51.100.${browsers % 250}`;
}

/**
 * A browser without a window: keeps cookies by site and follows redirections from one site to the other. The site under
 * test is reached by its public address, whatever that is; every other over the network.
 */
export class WebBrowser {
  readonly #server: ApiServer;
  readonly #site: string;
  readonly #address = nextAddress();
  readonly #jars = new Map<string, Map<string, string>>();
  /** Every address that was asked for, the first one first. */
  readonly visited: string[] = [];

  constructor(server: ApiServer, site: string) {
    this.#server = server;
    this.#site = site;
  }

  /** Opens an address; a path is one of the site. */
  async open(address: string): Promise<Page> {
    let url = new URL(address, this.#site);
    for (let hops = 0; hops < 10; hops++) {
      this.visited.push(url.href);
      const { status, text, location, cookies } = await this.#ask(url);
      this.#keep(url, cookies);
      if (location === null) return { url, status, text };
      url = new URL(location, url);
    }
    throw new Error(`redirected too often: ${this.visited.join(' ')}`);
  }

  /** What would be sent as Cookie to the site. */
  get cookie(): string {
    return [...this.#jar(this.#site)].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async #ask(url: URL) {
    const cookie = [...this.#jar(url.origin)].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { accept: 'text/html', ...(cookie !== '' && { cookie }) };
    if (url.origin !== this.#site) {
      const response = await fetch(url, { headers, redirect: 'manual' });
      const location = response.headers.get('location');
      return {
        status: response.status,
        text: await response.text(),
        location,
        cookies: response.headers.getSetCookie(),
      };
    }
    const answer = await this.#server.inject({
      method: 'GET',
      remoteAddress: this.#address,
      url: url.pathname + url.search,
      headers: { ...headers, host: url.host },
    });
    const set = answer.headers['set-cookie'] ?? [];
    return {
      status: answer.statusCode,
      text: answer.body,
      location: answer.headers.location ?? null,
      cookies: Array.isArray(set) ? set : [set],
    };
  }

  #keep(url: URL, cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /;\s*max-age=0\b/i.test(cookie)) this.#jar(url.origin).delete(name);
      else this.#jar(url.origin).set(name, value);
    }
  }

  #jar(origin: string): Map<string, string> {
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }
}

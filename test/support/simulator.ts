import type { FaultInput } from '../../simulators/base/faults.ts';
import type { JournalEntry } from '../../simulators/base/journal.ts';

/** The control interface of a simulator, over HTTP like everything else of it. */
export class SimulatorControl {
  readonly url: string;

  constructor(url: string) {
    this.url = url;
  }

  async get<T>(path: string): Promise<T> {
    return this.#call('GET', path);
  }

  async post<T>(path: string, body: unknown = {}): Promise<T> {
    return this.#call('POST', path, body);
  }

  /** Switches on a fault; it goes when {@link calm} is called, or after its `times`. */
  async fault(fault: FaultInput): Promise<void> {
    await this.post('/_sim/faults', fault);
  }

  /** Switches off all faults. */
  async calm(): Promise<void> {
    await this.#call('DELETE', '/_sim/faults');
  }

  /** The requests so far, of one route or of all, oldest first. */
  async journal(route?: string): Promise<JournalEntry[]> {
    const query = route === undefined ? '' : `?route=${route}`;
    return (await this.get<{ entries: JournalEntry[] }>(`/_sim/journal${query}`)).entries;
  }

  /** Forgets the requests so far. */
  async forget(): Promise<void> {
    await this.#call('DELETE', '/_sim/journal');
  }

  async #call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + path, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }
}

import { Consumer, kGetApi } from '@platformatic/kafka';
import type { API, APIWithCallback, Callback, Connection, FetchOptions } from '@platformatic/kafka';
import { parseFetchAnswer } from './fetch-answer.ts';
import type { FetchAnswer } from './fetch-answer.ts';

/**
 * The client for fetching: what it fetches comes as the broker keeps it. The client's own reading of records makes twenty
 * objects of each, whatever of it is needed, and takes longer than all that is done with a message here.
 */
export class FetchClient extends Consumer {
  /** Fetches from one broker. Throws what the client throws; a ResponseError holds the answer all the same. */
  async fetchRecords(options: FetchOptions<Buffer, Buffer, Buffer, Buffer>): Promise<FetchAnswer> {
    return (await this.fetch(options)) as unknown as FetchAnswer;
  }

  override [kGetApi]<Arguments extends unknown[], Answer>(
    name: string,
    callback: Callback<API<Arguments, Answer>>,
  ): void {
    super[kGetApi]<Arguments, Answer>(name, (error, api) => {
      callback(error, name === 'Fetch' && api !== undefined ? leavingRecords(api) : api);
    });
  }
}

/** The same call, with the answer read here. */
function leavingRecords<Arguments extends unknown[], Answer>(api: API<Arguments, Answer>): API<Arguments, Answer> {
  const call: APIWithCallback<Arguments, Answer> = (connection, ...rest) => {
    const send = ((...[key, version, createPayload, , ...others]: Parameters<Connection['send']>) =>
      connection.send(key, version, createPayload, parseFetchAnswer, ...others)) as Connection['send'];
    // All that the calls of the client need of a connection.
    api({ send } as Connection, ...(rest as [...Arguments, Callback<Answer>]));
  };
  return Object.assign(call, { async: api.async, key: api.key, version: api.version });
}

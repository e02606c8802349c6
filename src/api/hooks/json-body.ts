import { isUtf8 } from 'node:buffer';
import { LaurelError } from '../../errors.ts';
import { told } from '../../told.ts';
import type { Told } from '../../told.ts';
import { measureJson, mostLevels } from '../../events/json.ts';
import { encodingOf } from '../../formats/text-file.ts';
import type { ApiServer } from '../parts.ts';

/** More values than this has no request: the largest template has half of them. */
const mostValues = 20_000;

/**
 * Takes bodies of JSON, and nothing else. What is nested deep or has very many values is refused before anything is made of
 * it: afterwards each level and each value costs many times its bytes, in the parser, in the schema, in the answer.
 */
export function addJsonBody(server: ApiServer): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const { levels, values } = measureJson(body);
    if (levels > mostLevels)
      done(tooMuch(told`The body is nested more than ${mostLevels} levels deep. No valid request needs that.`));
    else if (values > mostValues)
      done(
        tooMuch(
          told`The body has more than ${mostValues.toLocaleString('en')} values. No valid request needs that many.`,
        ),
      );
    else if (encodingOf(body) !== 'utf-8' || !isUtf8(body))
      done(new LaurelError('REQUEST_MALFORMED', told`The body is not encoded in UTF-8. Send JSON in UTF-8.`));
    else void parse(request, body.toString('utf8'), done);
  });
}

function tooMuch(why: Told): LaurelError {
  return new LaurelError('REQUEST_MALFORMED', why);
}

import { describe, expect, test } from 'vitest';
import { providerSentence } from '../../src/issuing/http/said.ts';

describe('what a provider said, as a sentence', () => {
  test.each([
    [401, '{"data":{"message":"HTTP Token: Access denied."},"metadata":null}', 'HTTP Token: Access denied.'],
    [422, '{"message":"Invalid or missing Badge Template ID"}', 'Invalid or missing Badge Template ID'],
    [404, '{"success":false,"data":"No such credential"}', 'No such credential'],
    [422, '{"errors":{"recipient.email":["has already been taken"]}}', 'recipient.email: has already been taken'],
    [400, '{"code":400,"message":"Bad search","status":"invalid","errors":{}}', 'Bad search'],
    [
      422,
      '{"errors":{"message":"not valid","details":[{"property":"name","message":"is empty"}]}}',
      'not valid name: is empty',
    ],
    [500, '{"message":"cut off in the middle","more":"lorem', 'cut off in the middle'],
    // Escapes that JSON does not have.
    [500, String.raw`{"message":"C:\new\x","more":"lorem`, null],
    [500, String.raw`{"message":"half of \u00","more":"lorem"}`, null],
    [
      502,
      '<html><head><title>502 Bad Gateway</title></head></html>',
      'It answered with a web page: "502 Bad Gateway".',
    ],
    [401, 'HTTP Token: Access denied.', 'HTTP Token: Access denied.'],
    [null, 'ECONNREFUSED', 'Nothing is listening at its address: the connection was refused.'],
    [null, 'UND_ERR_NEW_KIND', 'The connection failed (UND_ERR_NEW_KIND).'],
    [503, '', null],
    [200, '{"badges":[]}', null],
  ])('status %s, %s', (status, raw, sentence) => {
    expect(providerSentence(status, raw)).toBe(sentence);
  });

  test('a long one is shortened', () => {
    expect(providerSentence(400, 'word '.repeat(200))).toHaveLength(300);
  });
});

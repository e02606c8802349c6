import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { credentialSchema } from './json-schema.ts';
import type { Strictness } from './json-schema.ts';

const compiled = new Map<Strictness, ValidateFunction>();

/** More would only repeat itself. */
const mostMistakes = 5;

/** What of a credential does not fit the schema, one line each; none when it fits. */
export function schemaMistakes(credential: unknown, strictness: Strictness): readonly string[] {
  const validate = compiled.get(strictness) ?? compile(strictness);
  if (validate(credential)) return [];
  const lines = (validate.errors ?? [])
    .filter(({ keyword }) => keyword !== 'anyOf')
    .map(({ instancePath, message }) => `${instancePath === '' ? 'the credential' : instancePath.slice(1)} ${message}`);
  return lines.length === 0 ? ['the credential has another form'] : [...new Set(lines)].slice(0, mostMistakes);
}

/** Compiled when it is first asked for: not every process looks at credentials. */
function compile(strictness: Strictness): ValidateFunction {
  const ajv = new Ajv({
    allErrors: false,
    strict: true,
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
  });
  addFormats.default(ajv, ['uri', 'email', 'date-time']);
  const validate = ajv.compile(credentialSchema(strictness));
  compiled.set(strictness, validate);
  return validate;
}

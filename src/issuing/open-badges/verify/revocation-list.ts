import { asList, idOf, isJsonObject } from '../json.ts';
import type { JsonObject } from '../json.ts';
import { fetchJson, messageOf } from './outside.ts';
import type { Outside } from './outside.ts';
import { failed, notChecked, passed } from './result.ts';
import type { Finding } from './result.ts';

/**
 * 1EdTech's own way to revoke, from before status lists were bits: a list of the ids of revoked credentials. It is not signed; that
 * it comes from the address in the signed badge is all that speaks for it.
 */
export async function checkRevocationList(
  entry: JsonObject,
  credential: JsonObject,
  outside: Outside,
): Promise<Finding> {
  const url = idOf(entry) ?? '';
  try {
    const list = await fetchJson(url, outside);
    const listed = list['issuer'];
    if (listed !== undefined && idOf(listed) !== idOf(credential['issuer']))
      return failed('statusNotTrusted', `The revocation list ${url} is not the issuer's.`);
    if (list['revokedCredential'] === undefined && list['revokedCredentials'] === undefined)
      return notChecked('statusUnsupported', `${url} serves no revocation list.`);
    const entries = [...asList(list['revokedCredential']), ...asList(list['revokedCredentials'])];
    const own = entries.find((each) => idOf(each) === credential['id']);
    if (own === undefined || (isJsonObject(own) && own['revoked'] === false))
      return passed('notRevoked', 'The issuer has not revoked it.');
    const reason = isJsonObject(own) ? own['revocationReason'] : undefined;
    return failed(
      'revoked',
      `The issuer has revoked it${typeof reason === 'string' ? `: ${reason.slice(0, 500)}` : '.'}`,
    );
  } catch (error) {
    return notChecked('statusUnreachable', `The revocation list ${url} could not be fetched: ${messageOf(error)}`);
  }
}

import { calledOff } from './http.ts';
import type { Failure } from '../../store/delivery/external.ts';

/** The other side shows a certificate that nobody who is trusted has signed. */
const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** What an operator can do about an account that does not answer as it should. */
export function adviceFor({ kind, status, body }: Failure): string {
  if (status === 401) return 'Correct its API key. Those of Credly stop working 180 days after they were made.';
  if (status === 403) return 'Correct its API key.';
  if (status === 404) return 'Check the id of the account, USE_SANDBOX and the base URLs.';
  if (status === null && body === calledOff)
    return 'Laurel makes many calls for this account just now. Try again in a minute.';
  if (status === 429) return 'The provider asks for fewer calls. Try again in a minute.';
  if (status !== null && status >= 500) return 'The provider has trouble. Try again later.';
  return status === null && kind === 'permanent'
    ? 'Correct its API key, or the settings that the message names.'
    : certificateCodes.has(body)
      ? 'Name the certificate of your own authority in LAUREL_CA_FILE, if that is who signed it; else check the base URLs.'
      : 'Check USE_SANDBOX and the base URLs, the network, and the proxy if there is one.';
}

import { calledOff } from './http.ts';
import type { Failure } from '../../store/delivery/external.ts';
import { told } from '../../told.ts';

/** The other side shows a certificate that nobody who is trusted has signed. */
const certificateCodes = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/** What an operator can do about an account that does not answer as it should. */
export function adviceFor({ kind, status, body }: Failure): string {
  if (status === 401)
    return told`Correct its API key. Credly API keys stop working 180 days after they were created.`.text;
  if (status === 403) return told`Correct its API key.`.text;
  if (status === 404) return told`Check the account id, USE_SANDBOX and the base URLs.`.text;
  if (status === null && body === calledOff)
    return told`Laurel is making many calls for this account. Try again in a minute.`.text;
  if (status === 429) return told`The provider asks for fewer calls. Try again in a minute.`.text;
  if (status !== null && status >= 500) return told`The provider is having problems. Try again later.`.text;
  return status === null && kind === 'permanent'
    ? told`Correct its API key, or the settings named in the message.`.text
    : certificateCodes.has(body)
      ? told`If your own authority signed the certificate, set LAUREL_CA_FILE to the authority's certificate. Otherwise check the base URLs.`
          .text
      : told`Check USE_SANDBOX, the base URLs, the network, and the proxy if there is one.`.text;
}

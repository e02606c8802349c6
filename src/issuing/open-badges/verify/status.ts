import { asList, idOf, isJsonObject } from '../json.ts';
import type { Json, JsonObject } from '../json.ts';
import { checkRevocationList } from './revocation-list.ts';
import { checkBit, fetchList } from './status-list.ts';
import { checkTokenStatus } from './token-status.ts';
import type { Outside } from './outside.ts';
import type { ReadBadge } from './read-badge.ts';
import { notChecked, passed, Stopped } from './result.ts';
import type { Finding } from './result.ts';

/** Entries beyond are not looked at: each can mean a connection. */
const mostEntries = 4;

/** Whether the issuer has revoked it. What could not be asked is not checked, and never taken for a no. */
export async function checkStatus(badge: ReadBadge, now: Date, outside: Outside): Promise<Finding> {
  if (badge.form === 'sd-jwt') return checkTokenStatus(badge.claims, now, outside);
  const { credentialStatus } = badge.credential;
  const entries = asList(credentialStatus);
  if (credentialStatus === undefined)
    return passed('notRevocable', "The issuer gave it no status: it can't be revoked.");
  if (entries.length === 0 || entries.length > mostEntries)
    return notChecked('statusUnsupported', 'Its status is of a form that is not supported.');
  let worst: Finding = passed('notRevoked', 'The issuer has not revoked it.');
  for (const entry of entries) {
    const finding = await checkEntry(entry, badge.credential, now, outside).catch(findingOf);
    if (finding.outcome === 'failed') return finding;
    if (finding.outcome === 'notChecked') worst = finding;
  }
  return worst;
}

async function checkEntry(entry: Json, credential: JsonObject, now: Date, outside: Outside): Promise<Finding> {
  const type = isJsonObject(entry) ? entry['type'] : undefined;
  const issuer = idOf(credential['issuer']) ?? '';
  if (isJsonObject(entry) && type === '1EdTechRevocationList') return checkRevocationList(entry, credential, outside);
  if (!isJsonObject(entry) || (type !== 'BitstringStatusListEntry' && type !== 'StatusList2021Entry'))
    return notChecked(
      'statusUnsupported',
      `Its status is of a kind that is not supported: ${typeof type === 'string' ? type : 'none'}.`,
    );
  const { statusListCredential, statusListIndex, statusPurpose, statusSize } = entry;
  const slot =
    typeof statusListIndex === 'string' && /^\d{1,15}$/.test(statusListIndex)
      ? Number(statusListIndex)
      : statusListIndex;
  if (
    typeof statusListCredential !== 'string' ||
    typeof slot !== 'number' ||
    !Number.isSafeInteger(slot) ||
    slot < 0 ||
    typeof statusPurpose !== 'string'
  )
    return notChecked('statusUnsupported', 'Its status does not say where in which list it is.');
  if (statusPurpose !== 'revocation' && statusPurpose !== 'suspension')
    return passed('notRevoked', `Its status is for another purpose (${statusPurpose}).`);
  if (statusSize !== undefined && statusSize !== 1)
    return notChecked('statusUnsupported', 'Its status has more than one bit, which is not supported.');
  const list = await fetchList(statusListCredential, { issuer, statusPurpose, now }, outside);
  return checkBit(list, slot, statusPurpose);
}

function findingOf(error: unknown): Finding {
  if (error instanceof Stopped) return error.finding;
  throw error;
}

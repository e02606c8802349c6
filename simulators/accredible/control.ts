import { z } from 'zod';
import { json, Refusal, type Answer, type Call, type ControlRoute } from '../base/answer.ts';
import { listing, tally } from '../base/control.ts';
import { isExpired } from './days.ts';
import { noteActivity } from './issue.ts';
import type { Account, Credential } from './model.ts';
import type { AccredibleState } from './state.ts';
import { groupView } from './views.ts';

const account = z.string().optional();
const creditsSchema = z.strictObject({ account, credits: z.number().int().nonnegative() });
const sandboxSchema = z.strictObject({ account, on: z.boolean() });
const groupSchema = z.strictObject({
  account,
  id: z.number().int().positive().optional(),
  name: z.string().min(1),
  course_name: z.string().optional(),
  course_description: z.string().optional(),
});

/** What people and tests do to the simulated Accredible from outside its API. */
export function accredibleControl(state: AccredibleState): ControlRoute[] {
  return [
    { method: 'GET', path: '/_sim/credentials', handle: (call) => credentials(state, call) },
    { method: 'POST', path: '/_sim/credentials/:id/view', handle: (call) => view(state, call) },
    { method: 'POST', path: '/_sim/credits', handle: (call) => setCredits(state, call) },
    { method: 'POST', path: '/_sim/sandbox_mode', handle: (call) => setSandboxMode(state, call) },
    { method: 'POST', path: '/_sim/groups', handle: (call) => putGroup(state, call) },
    { method: 'DELETE', path: '/_sim/groups/:id', handle: (call) => deleteGroup(state, call) },
  ];
}

/** Every state a credential can be in; the API has no such word, it is derived. */
export type CredentialState = 'unpublished' | 'published' | 'expired';

export function stateOf(state: AccredibleState, credential: Credential): CredentialState {
  if (!credential.approve) return 'unpublished';
  return isExpired(state, credential.expiredOn) ? 'expired' : 'published';
}

/** Every credential of every account, in the order of issue, with counters. */
function credentials(state: AccredibleState, call: Call): Answer {
  const rows = state.credentials.all().toSorted((a, b) => Number(a.id) - Number(b.id));
  return json(200, {
    counters: {
      by_state: tally(rows, (credential) => stateOf(state, credential)),
      by_group: tally(rows, (credential) => credential.groupId),
      issued: state.host.count('issued'),
      deleted: state.host.count('deleted'),
      duplicates_refused: state.host.count('duplicates refused'),
    },
    ...listing(call, 'credentials', rows, (credential) => ({
      id: credential.id,
      account: credential.accountId,
      group_id: Number(credential.groupId),
      license_id: credential.licenseId,
      recipient_email: credential.recipient.email,
      recipient_name: credential.recipient.name,
      recipient_id: credential.recipient.id,
      state: stateOf(state, credential),
      approve: credential.approve,
      issued_on: credential.issuedOn,
      issued_at: credential.createdAt,
      expired_on: credential.expiredOn,
      revoked: stateOf(state, credential) === 'expired',
    })),
  });
}

/** The recipient opens the credential. */
function view(state: AccredibleState, call: Call): Answer {
  const credential = state.credentials.get(call.params['id'] ?? '');
  if (!credential) throw new Refusal(json(404, { error: 'no such credential' }));
  noteActivity(state, state.putCredential({ ...credential, opened: true }), 'recipient_view_certificate');
  return { status: 204 };
}

function setCredits(state: AccredibleState, call: Call): Answer {
  const wanted = creditsSchema.parse(call.body);
  return json(200, { account: state.accounts.put({ ...accountOf(state, wanted.account), credits: wanted.credits }) });
}

function setSandboxMode(state: AccredibleState, call: Call): Answer {
  const wanted = sandboxSchema.parse(call.body);
  return json(200, { account: state.accounts.put({ ...accountOf(state, wanted.account), sandboxMode: wanted.on }) });
}

/** Makes a group, or renames the one with the given id. */
function putGroup(state: AccredibleState, call: Call): Answer {
  const wanted = groupSchema.parse(call.body);
  const known = wanted.id === undefined ? undefined : state.groups.get(String(wanted.id));
  const group = known
    ? state.groups.put({
        ...known,
        name: wanted.name,
        courseName: wanted.course_name ?? known.courseName,
        courseDescription: wanted.course_description ?? known.courseDescription,
        updatedAt: state.host.clock.iso(),
      })
    : state.addGroup(accountOf(state, wanted.account).id, {
        ...(wanted.id !== undefined && { id: wanted.id }),
        name: wanted.name,
        courseName: wanted.course_name ?? wanted.name,
        courseDescription: wanted.course_description ?? '',
      });
  return json(known ? 200 : 201, { group: groupView(group) });
}

function deleteGroup(state: AccredibleState, call: Call): Answer {
  state.groups.delete(call.params['id'] ?? '');
  return { status: 204 };
}

function accountOf(state: AccredibleState, name: string | undefined): Account {
  const found = name === undefined ? state.accounts.all()[0] : state.accounts.get(name);
  if (!found) throw new Refusal(json(404, { error: 'no such account' }));
  return found;
}
